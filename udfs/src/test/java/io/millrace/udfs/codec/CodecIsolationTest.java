package io.millrace.udfs.codec;

import static io.millrace.udfs.codec.Run.data;
import static io.millrace.udfs.codec.Run.decode;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message influences the next, whatever the codec tries to keep. */
class CodecIsolationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "var seen = 0; function decodeUplink() { return { data: { n: ++seen } }; }",
        "const kept = []; function decodeUplink() { return { data: { n: kept.push(1) } }; }",
        "function decodeUplink() { forgot = typeof forgot === 'undefined' ? 1 : 2; return { data: { n: forgot } }; }",
        "function decodeUplink() { globalThis.n = (globalThis.n || 0) + 1; return { data: { n } }; }",
        "function decodeUplink() { this.m = (this.m || 0) + 1; return { data: { n: this.m } }; }",
        "function decodeUplink() { Array.prototype.k = (Array.prototype.k || 0) + 1; return { data: { n: [].k || 1 } }; }",
        "function decodeUplink() { Math.k = (Math.k || 0) + 1; return { data: { n: Math.k || 1 } }; }",
        "function decodeUplink() { const a = (function* () {}).constructor; a.k = (a.k || 0) + 1; return { data: { n: a.k || 1 } }; }",
        "function decodeUplink() { var was = RegExp.$1; /(x)/.test('x'); return { data: { n: was ? 2 : 1 } }; }",
        "function decodeUplink() { var was = typeof stuck; Object.defineProperty(globalThis, 'stuck', { value: 1 }); return { data: { n: was === 'undefined' ? 1 : 2 } }; }",
        "function decodeUplink() { var was = typeof later; Promise.resolve().then(() => { globalThis.later = 1; }); return { data: { n: was === 'undefined' ? 1 : 2 } }; }",
      })
  void startsAfresh(String source) throws Exception {
    try (Codec codec = Codec.compile("isolated", source)) {
      for (int i = 0; i < 3; i++) {
        assertThat(data(decode(codec, "", 1))).containsEntry("n", 1L);
      }
    }
  }

  @Test
  void shadowsInheritedNamesOnItsOwnObjects() throws Exception {
    String body =
        "const e = new Error('first'); e.name = 'Mine'; e.message = 'second';"
            + "const o = {}; o.toString = () => 'own'; return { data: { e: String(e), o: `${o}` } };";
    try (Codec codec = Run.body(body)) {
      assertThat(data(decode(codec, "", 1)).toString()).isEqualTo("{e=Mine: second, o=own}");
    }
  }
}
