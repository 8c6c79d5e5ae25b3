package io.millrace.udfs.codec;

import static io.millrace.udfs.codec.Run.data;
import static io.millrace.udfs.codec.Run.decode;
import static io.millrace.udfs.codec.Run.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways out that a script might try. */
class CodecSandboxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.System.exit(3)",
        "Packages.java.lang.System.exit(3)",
        "Java.type('java.lang.System').exit(3)",
        "importClass('java.io.File')",
        "importPackage('java.io')",
        "load('/etc/passwd')",
        "load({ name: 'x', script: '1' })",
        "loadWithNewGlobal('/etc/passwd')",
        "require('fs').readFileSync('/etc/passwd')",
        "quit()",
        "exit()",
        "read('/etc/passwd')",
        "Polyglot.eval('js', '1')",
        "Graal.versionGraalVM.x",
        "new JavaImporter()",
        "'x'.getClass().forName('java.lang.Runtime')",
        "input.bytes.getClass().getClassLoader()",
        "input.getClass()",
        "input.recvTime.getClass()",
        "eval('1')",
        "(0, eval)('1')",
        "new Function('return this')()",
        "(0).constructor.constructor('return this')()",
        "(function* () {}).constructor('yield 1')()",
        "(async function () {}).constructor('return 1')()",
        "'use strict'; Object.prototype.polluted = 1",
        "'use strict'; Array.prototype.push = null",
        "'use strict'; JSON.stringify = () => '{}'",
        "Object.defineProperty(Object.prototype, 'data', { value: {} })",
        "Object.setPrototypeOf(Object.prototype, {})",
        "new Proxy({}, {})",
        "new WebAssembly.Module([])",
        "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
        "new Worker('x')",
        "fetch('http://127.0.0.1')",
        "new XMLHttpRequest()",
        "setTimeout(() => 1, 0)",
        "process.exit(1)",
      })
  void isRefused(String attempt) throws Exception {
    try (Codec codec = Run.body(attempt + "; return { data: { escaped: true } };")) {
      assertThat(refusal(decode(codec, "01", 1)).code()).isEqualTo(CodecCode.CODEC_FAILED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Java", "Packages", "java", "Polyglot", "Graal", "load", "print", "process"})
  void hasNothingOfTheHost(String name) throws Exception {
    try (Codec codec = Run.body("return { data: { is: typeof " + name + " } };")) {
      assertThat(data(decode(codec, "", 1))).containsEntry("is", "undefined");
    }
  }
}
