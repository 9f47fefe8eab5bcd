;; The search of quote-scan.ts. `npm run assemble` writes quote-scan-wasm.ts from this text.
(module
  (memory (export "memory") 1)
  ;; Position of the first quote in [from, end) that no backslash escapes; end if there is none. Bytes before `from` escape nothing.
  ;; Up to 63 bytes behind `end` are looked at.
  (func (export "find") (param $from i32) (param $end i32) (result i32)
    (local $at i32) (local $before i32)
    (local $quotes i64) (local $slashes i64) (local $carry i64) (local $follows i64)
    (local $quote v128) (local $slash v128) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $quote (i8x16.splat (i32.const 0x22)))
    (local.set $slash (i8x16.splat (i32.const 0x5c)))
    (local.set $at (local.get $from))
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $a (i8x16.eq (v128.load offset=0 (local.get $at)) (local.get $quote)))
        (local.set $b (i8x16.eq (v128.load offset=16 (local.get $at)) (local.get $quote)))
        (local.set $c (i8x16.eq (v128.load offset=32 (local.get $at)) (local.get $quote)))
        (local.set $d (i8x16.eq (v128.load offset=48 (local.get $at)) (local.get $quote)))
        (if (v128.any_true (v128.or (v128.or (local.get $a) (local.get $b)) (v128.or (local.get $c) (local.get $d))))
          (then
            (local.set $quotes
              (i64.or
                (i64.or
                  (i64.extend_i32_u (i8x16.bitmask (local.get $a)))
                  (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $b))) (i64.const 16)))
                (i64.or
                  (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $c))) (i64.const 32))
                  (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $d))) (i64.const 48)))))
            (local.set $slashes
              (i64.or
                (i64.or
                  (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=0 (local.get $at)) (local.get $slash))))
                  (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=16 (local.get $at)) (local.get $slash)))) (i64.const 16)))
                (i64.or
                  (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=32 (local.get $at)) (local.get $slash)))) (i64.const 32))
                  (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=48 (local.get $at)) (local.get $slash)))) (i64.const 48)))))
            ;; An odd number of backslashes before the block escapes its first byte.
            (local.set $before (local.get $at))
            (block $counted
              (loop $backslashes
                (br_if $counted (i32.le_u (local.get $before) (local.get $from)))
                (br_if $counted (i32.ne (i32.load8_u (i32.sub (local.get $before) (i32.const 1))) (i32.const 0x5c)))
                (local.set $before (i32.sub (local.get $before) (i32.const 1)))
                (br $backslashes)))
            (local.set $carry (i64.and (i64.extend_i32_u (i32.sub (local.get $at) (local.get $before))) (i64.const 1)))
            ;; Which bytes an odd number of backslashes stands before, for all 64 at once (Langdale and Lemire, "Parsing gigabytes of JSON per second").
            (local.set $slashes (i64.and (local.get $slashes) (i64.xor (local.get $carry) (i64.const -1))))
            (local.set $follows (i64.or (i64.shl (local.get $slashes) (i64.const 1)) (local.get $carry)))
            (local.set $quotes
              (i64.and
                (local.get $quotes)
                (i64.xor
                  (i64.const -1)
                  (i64.and
                    (local.get $follows)
                    (i64.xor
                      (i64.const 0x5555555555555555)
                      (i64.shl
                        (i64.add
                          (local.get $slashes)
                          (i64.and
                            (i64.and (local.get $slashes) (i64.const 0xaaaaaaaaaaaaaaaa))
                            (i64.xor (local.get $follows) (i64.const -1))))
                        (i64.const 1)))))))
            (if (i64.ne (local.get $quotes) (i64.const 0))
              (then
                (local.set $before (i32.add (local.get $at) (i32.wrap_i64 (i64.ctz (local.get $quotes)))))
                (return (select (local.get $before) (local.get $end) (i32.lt_u (local.get $before) (local.get $end))))))))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br $blocks)))
    (local.get $end)))
