;; What is done with each paper that matches, 32 at a time. Built by `npm run build:kernels`.
(module
  (import "env" "memory" (memory 1))
  ;; Is told a paper and its score; answers what the next must reach.
  (import "env" "offer" (func $offer (param i32 i32) (result i32)))

  ;; Whether each of 16 numbers of 32 bits is not 0.
  (func $present (param $at i32) (result i32)
    (i8x16.bitmask (i8x16.ne (v128.const i32x4 0 0 0 0) (i8x16.narrow_i16x8_s
      (i16x8.narrow_i32x4_s (v128.load (local.get $at)) (v128.load offset=16 (local.get $at)))
      (i16x8.narrow_i32x4_s
        (v128.load offset=32 (local.get $at)) (v128.load offset=48 (local.get $at)))))))

  ;; Of `words` words of bits, keeps those whose number in `scores` is not 0; how many are left.
  (func (export "keepScored") (param $bits i32) (param $words i32) (param $scores i32) (result i32)
    (local $end i32) (local $word i32) (local $count i32)
    (local.set $end (i32.add (local.get $bits) (i32.shl (local.get $words) (i32.const 2))))
    (block $done
      (br_if $done (i32.eqz (local.get $words)))
      (loop $next
        (local.set $word (i32.and
          (i32.load (local.get $bits))
          (i32.or
            (call $present (local.get $scores))
            (i32.shl
              (call $present (i32.add (local.get $scores) (i32.const 64)))
              (i32.const 16)))))
        (i32.store (local.get $bits) (local.get $word))
        (local.set $count (i32.add (local.get $count) (i32.popcnt (local.get $word))))
        (local.set $scores (i32.add (local.get $scores) (i32.const 128)))
        (br_if $next (i32.lt_u
          (local.tee $bits (i32.add (local.get $bits) (i32.const 4)))
          (local.get $end)))))
    (local.get $count))

  ;; Counts the papers of some bits by their profile, and offers those that reach `least`.
  (func (export "collect")
    (param $bits i32) (param $words i32) (param $scores i32)
    (param $profiles i32) (param $counts i32) (param $least i32)
    (local $place i32) (local $end i32) (local $rest i32) (local $paper i32) (local $at i32)
    (local.set $end (i32.shl (local.get $words) (i32.const 5)))
    (block $done
      (br_if $done (i32.eqz (local.get $words)))
      (loop $word
        (local.set $rest (i32.load (local.get $bits)))
        (block $empty
          (br_if $empty (i32.eqz (local.get $rest)))
          (loop $next
            (local.set $paper (i32.add (local.get $place) (i32.ctz (local.get $rest))))
            (local.set $at (i32.add (local.get $counts) (i32.shl
              (i32.load (i32.add (local.get $profiles) (i32.shl (local.get $paper) (i32.const 2))))
              (i32.const 2))))
            (i32.store (local.get $at) (i32.add (i32.load (local.get $at)) (i32.const 1)))
            (local.set $at (i32.load
              (i32.add (local.get $scores) (i32.shl (local.get $paper) (i32.const 2)))))
            (if (i32.ge_s (local.get $at) (local.get $least))
              (then (local.set $least (call $offer (local.get $paper) (local.get $at)))))
            (br_if $next (local.tee $rest
              (i32.and (local.get $rest) (i32.sub (local.get $rest) (i32.const 1)))))))
        (local.set $bits (i32.add (local.get $bits) (i32.const 4)))
        (br_if $word (i32.lt_u
          (local.tee $place (i32.add (local.get $place) (i32.const 32)))
          (local.get $end))))))

  ;; The same without scores.
  (func (export "countProfiles")
    (param $bits i32) (param $words i32) (param $profiles i32) (param $counts i32)
    (local $end i32) (local $rest i32) (local $at i32)
    (local.set $end (i32.add (local.get $bits) (i32.shl (local.get $words) (i32.const 2))))
    (block $done
      (br_if $done (i32.eqz (local.get $words)))
      (loop $word
        (local.set $rest (i32.load (local.get $bits)))
        (block $empty
          (br_if $empty (i32.eqz (local.get $rest)))
          (loop $next
            (local.set $at (i32.add (local.get $counts) (i32.shl
              (i32.load (i32.add (local.get $profiles)
                (i32.shl (i32.ctz (local.get $rest)) (i32.const 2))))
              (i32.const 2))))
            (i32.store (local.get $at) (i32.add (i32.load (local.get $at)) (i32.const 1)))
            (br_if $next (local.tee $rest
              (i32.and (local.get $rest) (i32.sub (local.get $rest) (i32.const 1)))))))
        (local.set $profiles (i32.add (local.get $profiles) (i32.const 128)))
        (br_if $word (i32.lt_u
          (local.tee $bits (i32.add (local.get $bits) (i32.const 4)))
          (local.get $end))))))

  ;; How many of the bits from `from` to before `to`, which is more than `from`.
  (func (export "countBetween") (param $bits i32) (param $from i32) (param $to i32) (result i32)
    (local $at i32) (local $last i32) (local $count i32) (local $head i32) (local $tail i32)
    (local.set $at (i32.add (local.get $bits)
      (i32.shl (i32.shr_u (local.get $from) (i32.const 5)) (i32.const 2))))
    (local.set $last (i32.add (local.get $bits)
      (i32.shl (i32.shr_u (i32.sub (local.get $to) (i32.const 1)) (i32.const 5)) (i32.const 2))))
    (local.set $head (i32.shl (i32.const -1) (local.get $from)))
    (local.set $tail (i32.shr_u (i32.const -1) (i32.sub (i32.const 0) (local.get $to))))
    (if (i32.eq (local.get $at) (local.get $last))
      (then (return (i32.popcnt (i32.and (i32.load (local.get $at))
        (i32.and (local.get $head) (local.get $tail)))))))
    (local.set $count (i32.add
      (i32.popcnt (i32.and (i32.load (local.get $at)) (local.get $head)))
      (i32.popcnt (i32.and (i32.load (local.get $last)) (local.get $tail)))))
    (loop $next
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (if (i32.lt_u (local.get $at) (local.get $last))
        (then
          (local.set $count
            (i32.add (local.get $count) (i32.popcnt (i32.load (local.get $at)))))
          (br $next))))
    (local.get $count))

  ;; Adds to the numbers in `scores` what each paper's code weighs.
  (func (export "add")
    (param $papers i32) (param $codes i32) (param $count i32)
    (param $weights i32) (param $scores i32)
    (local $end i32) (local $at i32)
    (local.set $end (i32.add (local.get $codes) (local.get $count)))
    (block $done
      (br_if $done (i32.eqz (local.get $count)))
      (loop $next
        (local.set $at (i32.add (local.get $scores)
          (i32.shl (i32.load16_u (local.get $papers)) (i32.const 2))))
        (i32.store (local.get $at) (i32.add
          (i32.load (local.get $at))
          (i32.load (i32.add (local.get $weights)
            (i32.shl (i32.load8_u (local.get $codes)) (i32.const 2))))))
        (local.set $papers (i32.add (local.get $papers) (i32.const 2)))
        (br_if $next (i32.lt_u
          (local.tee $codes (i32.add (local.get $codes) (i32.const 1)))
          (local.get $end))))))
)
