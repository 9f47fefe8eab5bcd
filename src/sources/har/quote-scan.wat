;; The search of quote-scan.ts, whose bytes are this text assembled (a test compares the two).
(module
  (memory (export "memory") 2)
  ;; Position of the first quote in [from, end) that no backslash escapes; end if there is none. Bytes before `from` escape nothing.
  (func (export "find") (param $from i32) (param $end i32) (result i32)
    (local $at i32) (local $quotes i32) (local $quote i32) (local $before i32) (local $needle v128)
    (local.set $needle (i8x16.splat (i32.const 0x22)))
    (local.set $at (local.get $from))
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $quotes (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (local.get $needle))))
        (block $next
          (loop $each
            (br_if $next (i32.eqz (local.get $quotes)))
            (local.set $quote (i32.add (local.get $at) (i32.ctz (local.get $quotes))))
            (local.set $before (local.get $quote))
            (block $counted
              (loop $backslashes
                (br_if $counted (i32.le_u (local.get $before) (local.get $from)))
                (br_if $counted (i32.ne (i32.load8_u (i32.sub (local.get $before) (i32.const 1))) (i32.const 0x5c)))
                (local.set $before (i32.sub (local.get $before) (i32.const 1)))
                (br $backslashes)))
            (if (i32.eqz (i32.and (i32.sub (local.get $quote) (local.get $before)) (i32.const 1)))
              (then
                (return (select (local.get $quote) (local.get $end) (i32.lt_u (local.get $quote) (local.get $end))))))
            (local.set $quotes (i32.and (local.get $quotes) (i32.sub (local.get $quotes) (i32.const 1))))
            (br $each)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $blocks)))
    (local.get $end)))
