;; Arithmetic of vectors in bytes, sixteen at a time. Built by `npm run build:kernels`.
(module
  (import "env" "memory" (memory 1 65536 shared))

  (func $total (param $v v128) (result i32)
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $v)) (i32x4.extract_lane 1 (local.get $v)))
      (i32.add (i32x4.extract_lane 2 (local.get $v)) (i32x4.extract_lane 3 (local.get $v)))))

  ;; sum += scale * row: n numbers, float32 and bytes; n is a multiple of 16.
  (func (export "addRow") (param $sum i32) (param $row i32) (param $scale f32) (param $n i32)
    (local $end i32) (local $by v128) (local $bytes v128) (local $half v128)
    (local.set $by (f32x4.splat (local.get $scale)))
    (local.set $end (i32.add (local.get $row) (local.get $n)))
    (loop $next
      (local.set $bytes (v128.load (local.get $row)))
      (local.set $half (i16x8.extend_low_i8x16_s (local.get $bytes)))
      (v128.store (local.get $sum) (f32x4.add (v128.load (local.get $sum))
        (f32x4.mul (local.get $by)
          (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
      (v128.store offset=16 (local.get $sum) (f32x4.add (v128.load offset=16 (local.get $sum))
        (f32x4.mul (local.get $by)
          (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
      (local.set $half (i16x8.extend_high_i8x16_s (local.get $bytes)))
      (v128.store offset=32 (local.get $sum) (f32x4.add (v128.load offset=32 (local.get $sum))
        (f32x4.mul (local.get $by)
          (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
      (v128.store offset=48 (local.get $sum) (f32x4.add (v128.load offset=48 (local.get $sum))
        (f32x4.mul (local.get $by)
          (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
      (local.set $sum (i32.add (local.get $sum) (i32.const 64)))
      (local.set $row (i32.add (local.get $row) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $row) (local.get $end)))))

  ;; The dot product of a query, n numbers of 16 bits, with each of `count` vectors of n bytes that
  ;; lie one after the other; out are as many numbers of 32 bits. n is a multiple of 16.
  (func (export "dots")
    (param $query i32) (param $vector i32) (param $out i32) (param $count i32) (param $n i32)
    (local $end i32) (local $q i32) (local $low v128) (local $high v128) (local $bytes v128)
    (block $done
      (br_if $done (i32.eqz (local.get $count)))
      (loop $next
        (local.set $q (local.get $query))
        (local.set $end (i32.add (local.get $vector) (local.get $n)))
        (local.set $low (v128.const i32x4 0 0 0 0))
        (local.set $high (v128.const i32x4 0 0 0 0))
        (loop $depth
          (local.set $bytes (v128.load (local.get $vector)))
          (local.set $low (i32x4.add (local.get $low) (i32x4.dot_i16x8_s
            (v128.load (local.get $q)) (i16x8.extend_low_i8x16_s (local.get $bytes)))))
          (local.set $high (i32x4.add (local.get $high) (i32x4.dot_i16x8_s
            (v128.load offset=16 (local.get $q)) (i16x8.extend_high_i8x16_s (local.get $bytes)))))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (local.set $vector (i32.add (local.get $vector) (i32.const 16)))
          (br_if $depth (i32.lt_u (local.get $vector) (local.get $end))))
        (i32.store (local.get $out)
          (call $total (i32x4.add (local.get $low) (local.get $high))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br_if $next (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))))
)
