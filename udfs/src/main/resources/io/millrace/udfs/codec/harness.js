// Runs first in every context, before any codec, and keeps what it needs of the built-ins to
// itself. Its value is the function that Java calls: (program, function kind, ...) -> JSON text,
// undefined when there is no such function, false when this context must not be used again.
(function () {
  'use strict';
  const { apply, ownKeys, getOwnPropertyDescriptor, getPrototypeOf, defineProperty, deleteProperty } = Reflect;
  const { freeze, preventExtensions } = Object;
  const { isArray } = Array;
  const { isView } = ArrayBuffer;
  const { parse, stringify } = JSON;
  const DateOf = Date;
  const bareGlobal = globalThis;
  const silent = () => undefined;
  const console = freeze({ log: silent, info: silent, warn: silent, error: silent, debug: silent });

  // Not for codecs. Without Proxy, what the guards below read is what the built-ins will read.
  ['Java', 'Proxy', 'WebAssembly', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics']
    .forEach((name) => deleteProperty(bareGlobal, name));

  // The built-ins of arrays loop within the engine over whatever calls itself long, where nothing
  // can stop them: {length: 2 ** 53 - 1}. So they take nothing longer than this.
  const LONGEST = 1 << 22;

  function checkLength(list) {
    if (isArray(list)) {
      if (list.length > LONGEST) {
        throw new RangeError('Array is too long');
      }
    } else if (typeof list === 'object' && list !== null && !isView(list) && 'length' in list) {
      const own = getOwnPropertyDescriptor(list, 'length');
      if (own === undefined || typeof own.value !== 'number' || !(own.value <= LONGEST)) {
        throw new RangeError('Array-like object is too long');
      }
    } else if (typeof list === 'function') {
      throw new RangeError('Array-like object is too long');
    }
  }

  function guard(owner, name, checked) {
    const original = owner[name];
    const guarded = {
      [name](...args) {
        checkLength(checked === 'this' ? this : args[0]);
        return apply(original, this, args);
      },
    }[name];
    defineProperty(owner, name, { value: guarded, writable: true, enumerable: false, configurable: true });
  }

  ownKeys(Array.prototype)
    .filter((name) => typeof name === 'string' && name !== 'constructor' && typeof Array.prototype[name] === 'function')
    .forEach((name) => guard(Array.prototype, name, 'this'));
  guard(Array, 'from', 'first');

  // Where codecs shadow an inherited name on an object of their own (err.name = …, data.toString =
  // …), a frozen prototype would swallow the assignment. So here the inherited name is an accessor
  // whose setter puts an own property onto the receiver.
  function openToShadowing(prototype) {
    for (const key of ownKeys(prototype)) {
      const { value, writable, enumerable } = getOwnPropertyDescriptor(prototype, key);
      if (writable) {
        const get = () => value;
        const set = function (v) {
          if (this !== prototype && typeof this === 'object' && this !== null) {
            defineProperty(this, key, { value: v, writable: true, enumerable: true, configurable: true });
          }
        };
        defineProperty(prototype, key, { get, set, enumerable, configurable: false });
      }
    }
  }

  // Everything that can be reached from the roots is frozen, but for the global object: codecs
  // that forget a var write to it, and Java sees to it before the next call.
  function lock() {
    const seen = new Set([bareGlobal]);
    const open = [
      function* () {}, async function () {}, async function* () {},
      [][Symbol.iterator](), ''[Symbol.iterator](), new Map().entries(), new Set().entries(),
      'a'.matchAll(/a/g), (function* () {})(), (async function* () {})(),
    ];
    for (const key of ownKeys(bareGlobal)) {
      const descriptor = getOwnPropertyDescriptor(bareGlobal, key);
      open.push(descriptor.value, descriptor.get);
      defineProperty(bareGlobal, key, 'value' in descriptor ? { writable: false, configurable: false } : { configurable: false });
    }
    while (open.length > 0) {
      const next = open.pop();
      if ((typeof next !== 'object' && typeof next !== 'function') || next === null || seen.has(next)) {
        continue;
      }
      seen.add(next);
      open.push(getPrototypeOf(next));
      for (const key of ownKeys(next)) {
        const { value, get, set } = getOwnPropertyDescriptor(next, key);
        open.push(value, get, set);
      }
    }
    seen.delete(bareGlobal);
    return seen;
  }

  const locked = lock();
  [Object, Function, Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError]
    .forEach((type) => openToShadowing(type.prototype));
  locked.forEach(freeze);
  preventExtensions(getPrototypeOf(bareGlobal));
  const standing = new Set(ownKeys(bareGlobal));

  // False if the last call left anything in the global object: Java then declares those names
  // around the program, in a new context.
  function clean() {
    return ownKeys(bareGlobal).length === standing.size;
  }

  // The program runs anew for each call, so its own variables start afresh.
  function load(program) {
    return program({ exports: {} }, console);
  }

  function uplink(codec, bytes, fPort, millis) {
    if (codec.decodeUplink) {
      return codec.decodeUplink({ bytes, fPort, recvTime: new DateOf(millis), variables: {} });
    }
    if (codec.Decoder) {
      return { data: codec.Decoder(bytes, fPort) };
    }
    return codec.Decode ? { data: codec.Decode(fPort, bytes, {}) } : undefined;
  }

  function downlink(codec, data, fPort, variables) {
    if (codec.encodeDownlink) {
      return codec.encodeDownlink({ data, fPort, variables });
    }
    if (codec.Encoder) {
      return { bytes: codec.Encoder(data, fPort) };
    }
    return codec.Encode ? { bytes: codec.Encode(fPort, data, variables) } : undefined;
  }

  return {
    // The names that calls left behind, for Java to declare them.
    left: () => ownKeys(bareGlobal).filter((key) => typeof key === 'string' && !standing.has(key)).join('\n'),
    decode(program, bytes, fPort, millis) {
      if (!clean()) {
        return false;
      }
      const codec = load(program);
      return codec.decodeUplink || codec.Decoder || codec.Decode
        ? String(stringify(uplink(codec, parse(bytes), fPort, millis)))
        : undefined;
    },
    encode(program, json, fPort, variables) {
      if (!clean()) {
        return false;
      }
      const codec = load(program);
      return codec.encodeDownlink || codec.Encoder || codec.Encode
        ? String(stringify(downlink(codec, parse(json), fPort, parse(variables))))
        : undefined;
    },
    check(program) {
      return Object.values(load(program)).some((found) => found);
    },
  };
})();
