;; Reads the items of item-scan.ts, whose bytes are this text assembled (a test compares the two).
;;
;; A table of wanted members is a row of five numbers for each (length of its name, where the name stands, kind of value, slot, table of the
;; members in it) and -1 after the last. Kinds: 0 text or primitive, 1 object, 2 headers, 3 whatever is not read here.
;; What is found is noted as four numbers: 0 text, 1 text with escapes, 2 primitive, 3 begin of a member that holds members, 4 its end; the slot;
;; where the value begins and ends (a text without its quotation marks).
;; A zero stands at $end. Every function that returns a place returns 0 instead where the value does not end before, or is unusual.
(module
  (import "search" "memory" (memory 1))
  (import "search" "find" (func $find (param i32 i32) (result i32)))
  (global $end (mut i32) (i32.const 0))
  (global $out (mut i32) (i32.const 0))
  (global $last (mut i32) (i32.const 0))
  (global $full (mut i32) (i32.const 0))
  ;; Of the text that $endOfString has ended last.
  (global $escaped (mut i32) (i32.const 0))

  (func $note (param $what i32) (param $slot i32) (param $from i32) (param $to i32)
    (if (i32.eq (global.get $out) (global.get $last))
      (then
        (global.set $full (i32.const 1))
        (return)))
    (i32.store (global.get $out) (local.get $what))
    (i32.store offset=4 (global.get $out) (local.get $slot))
    (i32.store offset=8 (global.get $out) (local.get $from))
    (i32.store offset=12 (global.get $out) (local.get $to))
    (global.set $out (i32.add (global.get $out) (i32.const 16))))

  (func $isBlank (param $byte i32) (result i32)
    (i32.or
      (i32.or (i32.eq (local.get $byte) (i32.const 0x20)) (i32.eq (local.get $byte) (i32.const 0x0a)))
      (i32.or (i32.eq (local.get $byte) (i32.const 0x0d)) (i32.eq (local.get $byte) (i32.const 0x09)))))

  ;; The first byte from `at` on that is no blank.
  (func $afterBlanks (param $at i32) (result i32)
    (loop $next
      (if (call $isBlank (i32.load8_u (local.get $at)))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next))))
    (local.get $at))

  ;; The first quotation mark or backslash from `at` on, or $end.
  (func $endOfPlain (param $at i32) (result i32)
    (local $bytes v128) (local $found i32)
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (local.set $found
        (i8x16.bitmask
          (v128.or
            (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x22)))
            (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x5c))))))
      (if (local.get $found)
        (then
          (local.set $at (i32.add (local.get $at) (i32.ctz (local.get $found))))
          (return (select (local.get $at) (global.get $end) (i32.lt_u (local.get $at) (global.get $end))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $at) (global.get $end))))
    (global.get $end))

  ;; Where the closing quotation mark of the text stands that begins at `at`, or $end.
  (func $endOfString (param $at i32) (result i32)
    (local.set $at (call $endOfPlain (local.get $at)))
    (global.set $escaped (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x5c)))
    (if (global.get $escaped) (then (return (call $find (local.get $at) (global.get $end)))))
    (local.get $at))

  ;; Behind the bracket that closes the container in which `at` stands. Only strings and brackets are looked at.
  (func $afterContainer (param $at i32) (result i32)
    (local $depth i32) (local $byte i32)
    (local.set $depth (i32.const 1))
    (loop $next
      (if (i32.ge_u (local.get $at) (global.get $end)) (then (return (i32.const 0))))
      (local.set $byte (i32.load8_u (local.get $at)))
      (if (i32.eq (local.get $byte) (i32.const 0x22))
        (then (local.set $at (call $find (i32.add (local.get $at) (i32.const 1)) (global.get $end))))
        (else
          ;; One bit apart: opening brackets, and closing ones.
          (local.set $byte (i32.and (local.get $byte) (i32.const 0xdf)))
          (if (i32.eq (local.get $byte) (i32.const 0x5b)) (then (local.set $depth (i32.add (local.get $depth) (i32.const 1)))))
          (if (i32.eq (local.get $byte) (i32.const 0x5d)) (then (local.set $depth (i32.sub (local.get $depth) (i32.const 1)))))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (local.get $depth)))
    (local.get $at))

  ;; Behind the number or word that begins at `at`.
  (func $afterPrimitive (param $at i32) (result i32)
    (local $byte i32)
    (local.set $byte (i32.load8_u (local.get $at)))
    (if
      (i32.eqz
        (i32.or
          (i32.or
            (i32.lt_u (i32.sub (local.get $byte) (i32.const 0x30)) (i32.const 10))
            (i32.or (i32.eq (local.get $byte) (i32.const 0x2d)) (i32.eq (local.get $byte) (i32.const 0x74))))
          (i32.or
            (i32.or (i32.eq (local.get $byte) (i32.const 0x66)) (i32.eq (i32.or (local.get $byte) (i32.const 0x20)) (i32.const 0x6e)))
            (i32.or (i32.eq (local.get $byte) (i32.const 0x75)) (i32.eq (local.get $byte) (i32.const 0x49))))))
      (then (return (i32.const 0))))
    (loop $next
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (if (i32.ge_u (local.get $at) (global.get $end)) (then (return (i32.const 0))))
      (local.set $byte (i32.load8_u (local.get $at)))
      (br_if $next
        (i32.eqz
          (i32.or
            (call $isBlank (local.get $byte))
            (i32.or
              (i32.eq (local.get $byte) (i32.const 0x2c))
              (i32.or (i32.eq (local.get $byte) (i32.const 0x7d)) (i32.eq (local.get $byte) (i32.const 0x5d))))))))
    (local.get $at))

  ;; Behind the value that begins at `at`, which nobody wants.
  (func $afterValue (param $at i32) (result i32)
    (local $byte i32)
    (local.set $byte (i32.load8_u (local.get $at)))
    (if (i32.eq (local.get $byte) (i32.const 0x22))
      (then
        (local.set $at (call $find (i32.add (local.get $at) (i32.const 1)) (global.get $end)))
        (if (i32.eq (local.get $at) (global.get $end)) (then (return (i32.const 0))))
        (return (i32.add (local.get $at) (i32.const 1)))))
    (if (i32.eq (i32.and (local.get $byte) (i32.const 0xdf)) (i32.const 0x5b))
      (then (return (call $afterContainer (i32.add (local.get $at) (i32.const 1))))))
    (call $afterPrimitive (local.get $at)))

  ;; The row of the name in [from, to), or 0. `fold` is or-ed into every byte before comparing.
  (func $lookUp (param $row i32) (param $from i32) (param $to i32) (param $fold i32) (result i32)
    (local $length i32) (local $name i32) (local $at i32)
    (block $none
      (loop $rows
        (local.set $length (i32.load (local.get $row)))
        (br_if $none (i32.eq (local.get $length) (i32.const -1)))
        (block $other
          (br_if $other (i32.ne (local.get $length) (i32.sub (local.get $to) (local.get $from))))
          (local.set $name (i32.load offset=4 (local.get $row)))
          (local.set $at (local.get $from))
          (loop $bytes
            (if (i32.eq (local.get $at) (local.get $to)) (then (return (local.get $row))))
            (br_if $other
              (i32.ne (i32.or (i32.load8_u (local.get $at)) (local.get $fold)) (i32.load8_u (local.get $name))))
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (local.set $name (i32.add (local.get $name) (i32.const 1)))
            (br $bytes)))
        (local.set $row (i32.add (local.get $row) (i32.const 20)))
        (br $rows)))
    (i32.const 0))

  ;; Behind the value that begins at `at`, which is wanted as the row says.
  (func $wanted (param $at i32) (param $row i32) (result i32)
    (local $byte i32) (local $kind i32) (local $slot i32) (local $after i32)
    (local.set $byte (i32.load8_u (local.get $at)))
    (local.set $kind (i32.load offset=8 (local.get $row)))
    (local.set $slot (i32.load offset=12 (local.get $row)))
    (if (i32.eqz (local.get $kind))
      (then
        (if (i32.eq (local.get $byte) (i32.const 0x22))
          (then
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (local.set $after (call $endOfString (local.get $at)))
            (if (i32.eq (local.get $after) (global.get $end)) (then (return (i32.const 0))))
            (call $note (global.get $escaped) (local.get $slot) (local.get $at) (local.get $after))
            (return (i32.add (local.get $after) (i32.const 1)))))
        (local.set $after (call $afterPrimitive (local.get $at)))
        (call $note (i32.const 2) (local.get $slot) (local.get $at) (local.get $after))
        (return (local.get $after))))
    (call $note (i32.const 3) (local.get $slot) (local.get $at) (local.get $at))
    (if (i32.and (i32.eq (local.get $kind) (i32.const 1)) (i32.eq (local.get $byte) (i32.const 0x7b)))
      (then (local.set $after (call $object (local.get $at) (i32.load offset=16 (local.get $row))))))
    (if (i32.and (i32.eq (local.get $kind) (i32.const 2)) (i32.eq (local.get $byte) (i32.const 0x5b)))
      (then (local.set $after (call $headers (local.get $at) (i32.load offset=16 (local.get $row))))))
    (call $note (i32.const 4) (local.get $slot) (local.get $at) (local.get $after))
    (local.get $after))

  ;; Behind the object that begins at `at`.
  (func $object (param $at i32) (param $table i32) (result i32)
    (local $from i32) (local $row i32) (local $byte i32)
    (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x7d)) (then (return (i32.add (local.get $at) (i32.const 1)))))
    (loop $members
      (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x22)) (then (return (i32.const 0))))
      (local.set $from (i32.add (local.get $at) (i32.const 1)))
      (local.set $at (call $endOfPlain (local.get $from)))
      (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x22)) (then (return (i32.const 0))))
      (local.set $row (call $lookUp (local.get $table) (local.get $from) (local.get $at) (i32.const 0)))
      (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
      (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x3a)) (then (return (i32.const 0))))
      (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
      (if (local.get $row)
        (then (local.set $at (call $wanted (local.get $at) (local.get $row))))
        (else (local.set $at (call $afterValue (local.get $at)))))
      (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))
      (local.set $at (call $afterBlanks (local.get $at)))
      (local.set $byte (i32.load8_u (local.get $at)))
      (if (i32.eq (local.get $byte) (i32.const 0x7d)) (then (return (i32.add (local.get $at) (i32.const 1)))))
      (if (i32.ne (local.get $byte) (i32.const 0x2c)) (then (return (i32.const 0))))
      (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
      (br $members))
    (unreachable))

  ;; Behind the list of headers that begins at `at`.
  (func $headers (param $at i32) (param $table i32) (result i32)
    (local $byte i32)
    (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x5d)) (then (return (i32.add (local.get $at) (i32.const 1)))))
    (loop $items
      (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x7b)) (then (return (i32.const 0))))
      (local.set $at (call $header (local.get $at) (local.get $table)))
      (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))
      (local.set $at (call $afterBlanks (local.get $at)))
      (local.set $byte (i32.load8_u (local.get $at)))
      (if (i32.eq (local.get $byte) (i32.const 0x5d)) (then (return (i32.add (local.get $at) (i32.const 1)))))
      (if (i32.ne (local.get $byte) (i32.const 0x2c)) (then (return (i32.const 0))))
      (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
      (br $items))
    (unreachable))

  ;; Behind the one header, an object of a name and a value, that begins at `at`. Once its name is known and not wanted, the rest is passed over.
  (func $header (param $at i32) (param $table i32) (result i32)
    (local $from i32) (local $length i32) (local $isName i32) (local $isValue i32) (local $row i32) (local $byte i32)
    (local $value i32) (local $valueEnd i32) (local $valueEscaped i32)
    (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x7d)) (then (return (i32.add (local.get $at) (i32.const 1)))))
    (loop $members
      (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x22)) (then (return (i32.const 0))))
      (local.set $from (i32.add (local.get $at) (i32.const 1)))
      (local.set $at (call $endOfPlain (local.get $from)))
      (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x22)) (then (return (i32.const 0))))
      (local.set $length (i32.sub (local.get $at) (local.get $from)))
      (local.set $isName
        (i32.and (i32.eq (local.get $length) (i32.const 4)) (i32.eq (i32.load align=1 (local.get $from)) (i32.const 0x656d616e))))
      (local.set $isValue
        (i32.and
          (i32.eq (local.get $length) (i32.const 5))
          (i32.and
            (i32.eq (i32.load align=1 (local.get $from)) (i32.const 0x756c6176))
            (i32.eq (i32.load8_u offset=4 (local.get $from)) (i32.const 0x65)))))
      (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
      (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x3a)) (then (return (i32.const 0))))
      (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
      (if (i32.or (local.get $isName) (local.get $isValue))
        (then
          (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x22)) (then (return (i32.const 0))))
          (local.set $from (i32.add (local.get $at) (i32.const 1)))
          (local.set $at (call $endOfString (local.get $from)))
          (if (i32.eq (local.get $at) (global.get $end)) (then (return (i32.const 0))))
          (if (local.get $isName)
            (then
              (if (global.get $escaped) (then (return (i32.const 0))))
              (local.set $row (call $lookUp (local.get $table) (local.get $from) (local.get $at) (i32.const 0x20)))
              (if (i32.eqz (local.get $row)) (then (return (call $afterContainer (i32.add (local.get $at) (i32.const 1)))))))
            (else
              (local.set $value (local.get $from))
              (local.set $valueEnd (local.get $at))
              (local.set $valueEscaped (global.get $escaped))))
          (local.set $at (i32.add (local.get $at) (i32.const 1))))
        (else
          (local.set $at (call $afterValue (local.get $at)))
          (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))))
      (local.set $at (call $afterBlanks (local.get $at)))
      (local.set $byte (i32.load8_u (local.get $at)))
      (if (i32.eq (local.get $byte) (i32.const 0x7d))
        (then
          (if (i32.and (i32.ne (local.get $row) (i32.const 0)) (i32.ne (local.get $value) (i32.const 0)))
            (then
              (call $note (local.get $valueEscaped) (i32.load offset=12 (local.get $row)) (local.get $value) (local.get $valueEnd))))
          (return (i32.add (local.get $at) (i32.const 1)))))
      (if (i32.ne (local.get $byte) (i32.const 0x2c)) (then (return (i32.const 0))))
      (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
      (br $members))
    (unreachable))

  ;; Behind the object that begins at `at`, with what was found in it noted from `out` on and -1 behind; 0 where there is more to note than
  ;; fits before `last`.
  (func (export "read") (param $at i32) (param $to i32) (param $table i32) (param $notes i32) (param $room i32) (result i32)
    (local $zeroed i32)
    (local.set $zeroed (i32.load8_u (local.get $to)))
    (i32.store8 (local.get $to) (i32.const 0))
    (global.set $end (local.get $to))
    (global.set $out (local.get $notes))
    (global.set $last (local.get $room))
    (global.set $full (i32.const 0))
    (local.set $at (call $object (local.get $at) (local.get $table)))
    (i32.store8 (local.get $to) (local.get $zeroed))
    (i32.store (global.get $out) (i32.const -1))
    (if (global.get $full) (then (return (i32.const 0))))
    (local.get $at)))
