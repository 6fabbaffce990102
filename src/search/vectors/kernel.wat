;; Arithmetic of vectors in bytes, sixteen at a time. Built by `npm run build:kernels`.
;;
;; A query is what `writeQuery` makes of a vector's bytes: of every sixteen first their
;; magnitudes, then a mask, -1 where one is below 0; behind all, 128 bits that sums begin with. Since
;; the other vector's bytes are turned by the mask, magnitudes have 7 bits, and so each machine's
;; relaxed dot product is the exact one: a pair's sum is 2 x 128 x 127 at most, within 16 bits.
(module
  (import "env" "memory" (memory 1 65536 shared))

  (func $total (param $v v128) (result i32)
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $v)) (i32x4.extract_lane 1 (local.get $v)))
      (i32.add (i32x4.extract_lane 2 (local.get $v)) (i32x4.extract_lane 3 (local.get $v)))))

  ;; sum += scale * row, for each of `count` rows: n numbers, float32 and bytes, n a multiple of 32.
  ;; The list has of each row its address (i32) and its scale (f32). Thirty-two numbers at a time, whose
  ;; sums stay in registers while all rows are gone through.
  (func (export "sumRows") (param $list i32) (param $count i32) (param $sum i32) (param $n i32)
    (local $depth i32) (local $at i32) (local $end i32) (local $row i32)
    (local $by v128) (local $bytes v128) (local $half v128)
    (local $0 v128) (local $1 v128) (local $2 v128) (local $3 v128)
    (local $4 v128) (local $5 v128) (local $6 v128) (local $7 v128)
    (local.set $end (i32.add (local.get $list) (i32.shl (local.get $count) (i32.const 3))))
    ;; Rows lie all over the memory. A byte of each line of them is loaded first, without use for it:
    ;; the processor then waits for many lines at once, and not for one after the other.
    (local.set $at (local.get $list))
    (block $touched
      (br_if $touched (i32.eqz (local.get $count)))
      (loop $touch
        (local.set $row (i32.load (local.get $at)))
        (local.set $depth (i32.const 0))
        (loop $line
          (drop (i32.load8_u (i32.add (local.get $row) (local.get $depth))))
          (br_if $line (i32.lt_u
            (local.tee $depth (i32.add (local.get $depth) (i32.const 64))) (local.get $n))))
        (br_if $touch (i32.lt_u
          (local.tee $at (i32.add (local.get $at) (i32.const 8))) (local.get $end)))))
    (local.set $depth (i32.const 0))
    (loop $next
      (local.set $0 (v128.load (local.get $sum)))
      (local.set $1 (v128.load offset=16 (local.get $sum)))
      (local.set $2 (v128.load offset=32 (local.get $sum)))
      (local.set $3 (v128.load offset=48 (local.get $sum)))
      (local.set $4 (v128.load offset=64 (local.get $sum)))
      (local.set $5 (v128.load offset=80 (local.get $sum)))
      (local.set $6 (v128.load offset=96 (local.get $sum)))
      (local.set $7 (v128.load offset=112 (local.get $sum)))
      (local.set $at (local.get $list))
      (block $done
        (br_if $done (i32.eqz (local.get $count)))
        (loop $rows
          (local.set $row (i32.add (i32.load (local.get $at)) (local.get $depth)))
          (local.set $by (v128.load32_splat offset=4 (local.get $at)))
          (local.set $bytes (v128.load (local.get $row)))
          (local.set $half (i16x8.extend_low_i8x16_s (local.get $bytes)))
          (local.set $0 (f32x4.add (local.get $0) (f32x4.mul (local.get $by)
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
          (local.set $1 (f32x4.add (local.get $1) (f32x4.mul (local.get $by)
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
          (local.set $half (i16x8.extend_high_i8x16_s (local.get $bytes)))
          (local.set $2 (f32x4.add (local.get $2) (f32x4.mul (local.get $by)
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
          (local.set $3 (f32x4.add (local.get $3) (f32x4.mul (local.get $by)
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
          (local.set $bytes (v128.load offset=16 (local.get $row)))
          (local.set $half (i16x8.extend_low_i8x16_s (local.get $bytes)))
          (local.set $4 (f32x4.add (local.get $4) (f32x4.mul (local.get $by)
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
          (local.set $5 (f32x4.add (local.get $5) (f32x4.mul (local.get $by)
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
          (local.set $half (i16x8.extend_high_i8x16_s (local.get $bytes)))
          (local.set $6 (f32x4.add (local.get $6) (f32x4.mul (local.get $by)
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
          (local.set $7 (f32x4.add (local.get $7) (f32x4.mul (local.get $by)
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
          (br_if $rows (i32.lt_u
            (local.tee $at (i32.add (local.get $at) (i32.const 8))) (local.get $end)))))
      (v128.store (local.get $sum) (local.get $0))
      (v128.store offset=16 (local.get $sum) (local.get $1))
      (v128.store offset=32 (local.get $sum) (local.get $2))
      (v128.store offset=48 (local.get $sum) (local.get $3))
      (v128.store offset=64 (local.get $sum) (local.get $4))
      (v128.store offset=80 (local.get $sum) (local.get $5))
      (v128.store offset=96 (local.get $sum) (local.get $6))
      (v128.store offset=112 (local.get $sum) (local.get $7))
      (local.set $sum (i32.add (local.get $sum) (i32.const 128)))
      (br_if $next (i32.lt_u
        (local.tee $depth (i32.add (local.get $depth) (i32.const 32))) (local.get $n)))))

  ;; Makes a query of n bytes, a multiple of 16. They may be the second half of what is written: each
  ;; sixteen are read before others are written there.
  (func (export "writeQuery") (param $query i32) (param $vector i32) (param $n i32)
    (local $end i32) (local $bytes v128) (local $mask v128) (local $below v128)
    (local.set $end (i32.add (local.get $vector) (local.get $n)))
    (loop $depth
      (local.set $bytes (v128.load (local.get $vector)))
      (local.set $mask (i8x16.lt_s (local.get $bytes) (v128.const i32x4 0 0 0 0)))
      (local.set $bytes (i8x16.abs (local.get $bytes)))
      (v128.store (local.get $query) (local.get $bytes))
      (v128.store offset=16 (local.get $query) (local.get $mask))
      ;; A byte turned by the mask is one less than its opposite.
      (local.set $below (i32x4.add (local.get $below) (i32x4.extadd_pairwise_i16x8_u
        (i16x8.extadd_pairwise_i8x16_u (v128.and (local.get $bytes) (local.get $mask))))))
      (local.set $query (i32.add (local.get $query) (i32.const 32)))
      (local.set $vector (i32.add (local.get $vector) (i32.const 16)))
      (br_if $depth (i32.lt_u (local.get $vector) (local.get $end))))
    (v128.store (local.get $query) (local.get $below)))

  ;; The dot product of a query with a vector of n bytes, a multiple of 16.
  (func (export "dot") (param $query i32) (param $vector i32) (param $n i32) (result i32)
    (local $end i32) (local $sum v128)
    (local.set $end (i32.add (local.get $vector) (local.get $n)))
    (local.set $sum (v128.load (i32.add (local.get $query) (i32.shl (local.get $n) (i32.const 1)))))
    (loop $depth
      (local.set $sum (i32x4.relaxed_dot_i8x16_i7x16_add_s
        (v128.xor (v128.load (local.get $vector)) (v128.load offset=16 (local.get $query)))
        (v128.load (local.get $query)) (local.get $sum)))
      (local.set $query (i32.add (local.get $query) (i32.const 32)))
      (local.set $vector (i32.add (local.get $vector) (i32.const 16)))
      (br_if $depth (i32.lt_u (local.get $vector) (local.get $end))))
    (call $total (local.get $sum)))

  ;; Those of a stretch (six numbers; see scan.ts) whose dot product with the query, times one by
  ;; their length, is `least` or more: writes place and dot product of each where the stretch says,
  ;; those values, float32, to `values`, and how many there are to the stretch. Four at a time, so
  ;; that the query is read once for four; up to three rows behind the last one are read too, which
  ;; the stretch must not allow.
  (func (export "select")
    (param $query i32) (param $stretch i32) (param $values i32) (param $n i32) (param $least f32)
    (result i32)
    (local $a i32) (local $b i32) (local $c i32) (local $d i32)
    (local $inverse i32) (local $allowed i32) (local $found i32) (local $count i32)
    (local $q i32) (local $end i32) (local $place i32) (local $reached i32) (local $written i32)
    (local $sumA v128) (local $sumB v128) (local $sumC v128) (local $sumD v128)
    (local $size v128) (local $mask v128) (local $begin v128)
    (local.set $a (i32.load (local.get $stretch)))
    (local.set $inverse (i32.load offset=4 (local.get $stretch)))
    (local.set $allowed (i32.load offset=8 (local.get $stretch)))
    (local.set $found (i32.load offset=12 (local.get $stretch)))
    (local.set $count (i32.load offset=16 (local.get $stretch)))
    (local.set $end (i32.add (local.get $query) (i32.shl (local.get $n) (i32.const 1))))
    (local.set $begin (v128.load (local.get $end)))
    (block $done
      (br_if $done (i32.eqz (local.get $count)))
      (loop $next
        (local.set $b (i32.add (local.get $a) (local.get $n)))
        (local.set $c (i32.add (local.get $b) (local.get $n)))
        (local.set $d (i32.add (local.get $c) (local.get $n)))
        (local.set $sumA (local.get $begin))
        (local.set $sumB (local.get $begin))
        (local.set $sumC (local.get $begin))
        (local.set $sumD (local.get $begin))
        (local.set $q (local.get $query))
        (loop $depth
          (local.set $size (v128.load (local.get $q)))
          (local.set $mask (v128.load offset=16 (local.get $q)))
          (local.set $sumA (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (v128.xor (v128.load (local.get $a)) (local.get $mask))
            (local.get $size) (local.get $sumA)))
          (local.set $sumB (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (v128.xor (v128.load (local.get $b)) (local.get $mask))
            (local.get $size) (local.get $sumB)))
          (local.set $sumC (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (v128.xor (v128.load (local.get $c)) (local.get $mask))
            (local.get $size) (local.get $sumC)))
          (local.set $sumD (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (v128.xor (v128.load (local.get $d)) (local.get $mask))
            (local.get $size) (local.get $sumD)))
          (local.set $a (i32.add (local.get $a) (i32.const 16)))
          (local.set $b (i32.add (local.get $b) (i32.const 16)))
          (local.set $c (i32.add (local.get $c) (i32.const 16)))
          (local.set $d (i32.add (local.get $d) (i32.const 16)))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (br_if $depth (i32.lt_u (local.get $q) (local.get $end))))
        ;; The totals of the four, in their order.
        (local.set $sumA (i32x4.add
          (i8x16.shuffle 0 1 2 3 16 17 18 19 8 9 10 11 24 25 26 27
            (local.get $sumA) (local.get $sumB))
          (i8x16.shuffle 4 5 6 7 20 21 22 23 12 13 14 15 28 29 30 31
            (local.get $sumA) (local.get $sumB))))
        (local.set $sumC (i32x4.add
          (i8x16.shuffle 0 1 2 3 16 17 18 19 8 9 10 11 24 25 26 27
            (local.get $sumC) (local.get $sumD))
          (i8x16.shuffle 4 5 6 7 20 21 22 23 12 13 14 15 28 29 30 31
            (local.get $sumC) (local.get $sumD))))
        (local.set $sumA (i32x4.add
          (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
            (local.get $sumA) (local.get $sumC))
          (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
            (local.get $sumA) (local.get $sumC))))
        (local.set $sumB (f32x4.mul
          (f32x4.convert_i32x4_s (local.get $sumA)) (v128.load (local.get $inverse))))
        (local.set $reached
          (i32x4.bitmask (f32x4.ge (local.get $sumB) (f32x4.splat (local.get $least)))))
        (if (local.get $reached) (then
          ;; A bit of `allowed` for each: four are half a byte.
          (local.set $reached (i32.and (local.get $reached) (i32.shr_u
            (i32.load8_u (i32.add (local.get $allowed) (i32.shr_u (local.get $place) (i32.const 3))))
            (i32.and (local.get $place) (i32.const 4)))))
          (if (i32.and (local.get $reached) (i32.const 1)) (then
            (i32.store (local.get $found) (i32.add (local.get $place) (i32.const 0)))
            (i32.store offset=4 (local.get $found) (i32x4.extract_lane 0 (local.get $sumA)))
            (f32.store (local.get $values) (f32x4.extract_lane 0 (local.get $sumB)))
            (local.set $found (i32.add (local.get $found) (i32.const 8)))
            (local.set $values (i32.add (local.get $values) (i32.const 4)))
            (local.set $written (i32.add (local.get $written) (i32.const 1)))))
          (if (i32.and (local.get $reached) (i32.const 2)) (then
            (i32.store (local.get $found) (i32.add (local.get $place) (i32.const 1)))
            (i32.store offset=4 (local.get $found) (i32x4.extract_lane 1 (local.get $sumA)))
            (f32.store (local.get $values) (f32x4.extract_lane 1 (local.get $sumB)))
            (local.set $found (i32.add (local.get $found) (i32.const 8)))
            (local.set $values (i32.add (local.get $values) (i32.const 4)))
            (local.set $written (i32.add (local.get $written) (i32.const 1)))))
          (if (i32.and (local.get $reached) (i32.const 4)) (then
            (i32.store (local.get $found) (i32.add (local.get $place) (i32.const 2)))
            (i32.store offset=4 (local.get $found) (i32x4.extract_lane 2 (local.get $sumA)))
            (f32.store (local.get $values) (f32x4.extract_lane 2 (local.get $sumB)))
            (local.set $found (i32.add (local.get $found) (i32.const 8)))
            (local.set $values (i32.add (local.get $values) (i32.const 4)))
            (local.set $written (i32.add (local.get $written) (i32.const 1)))))
          (if (i32.and (local.get $reached) (i32.const 8)) (then
            (i32.store (local.get $found) (i32.add (local.get $place) (i32.const 3)))
            (i32.store offset=4 (local.get $found) (i32x4.extract_lane 3 (local.get $sumA)))
            (f32.store (local.get $values) (f32x4.extract_lane 3 (local.get $sumB)))
            (local.set $found (i32.add (local.get $found) (i32.const 8)))
            (local.set $values (i32.add (local.get $values) (i32.const 4)))
            (local.set $written (i32.add (local.get $written) (i32.const 1)))))))
        (local.set $inverse (i32.add (local.get $inverse) (i32.const 16)))
        (local.set $place (i32.add (local.get $place) (i32.const 4)))
        (local.set $a (local.get $d))
        (br_if $next (i32.lt_u (local.get $place) (local.get $count)))))
    (i32.store offset=20 (local.get $stretch) (local.get $written))
    (local.get $written))
)
