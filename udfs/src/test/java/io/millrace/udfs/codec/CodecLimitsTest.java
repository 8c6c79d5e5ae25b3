package io.millrace.udfs.codec;

import static io.millrace.udfs.codec.Run.data;
import static io.millrace.udfs.codec.Run.decode;
import static io.millrace.udfs.codec.Run.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codecs that never end or want everything; the codec serves the next message all the same. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CodecLimitsTest {
  private static final String IF_ASKED = "if (input.fPort === 9) { return { data: { ok: 1 } }; }\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (;;);",
        "try { for (;;); } finally { for (;;); }",
        "for (;;) { try { for (;;); } catch (e) {} }",
        "return { data: { toJSON() { for (;;); } } };",
        "/^(a+)+\\1$/.test('a'.repeat(40) + 'b');",
        "'a'.repeat(4e6).indexOf('a'.repeat(2e6) + 'b');",
      })
  void stopsWhatLoops(String body) throws Exception {
    assertRefusedAndAlive(body, CodecCode.CODEC_TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const a = []; for (;;) a.push('x' + a.length);",
        "let o = {}; for (;;) o = { o };",
        "[...Array(1e9)];",
        "new Set(Array(4e9));",
      })
  void stopsWhatAllocates(String body) throws Exception {
    assertRefusedAndAlive(body, CodecCode.CODEC_MEMORY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let s = 'x'; for (;;) s += s;",
        "'x'.repeat(1e9);",
        "'x'.padEnd(1e9);",
        "new Uint8Array(1e9);",
        "new ArrayBuffer(1e9);",
        "Array(4e9).fill(0);",
        "Array(1e9).join('xx');",
        "Array.from({ length: 2 ** 53 - 1 });",
        "[].indexOf.call({ length: 2 ** 53 - 1 }, 1);",
        "[].shift.call({ get length() { return 2 ** 53 - 1; } });",
        "[].some.call(Object.create({ length: 2 ** 53 - 1 }), x => x);",
        "Math.max.apply(null, { length: 1e9 });",
        "(function f() { f(); })();",
        "JSON.parse('['.repeat(1e6));",
        "let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; return { data: o };",
        "throw null;",
        "throw { toString() { for (;;); } };",
        "const o = {}; o.o = o; return { data: o };",
      })
  void refusesWhatIsTooLargeInOneStep(String body) throws Exception {
    assertRefusedAndAlive(body, CodecCode.CODEC_FAILED);
  }

  @Test
  void walksAwayFromWhatCannotBeStopped() throws Exception {
    try (Codec codec = Run.body("function f() { try { f(); } catch (e) { f(); } } f();")) {
      assertThat(refusal(decode(codec, "", 1)).code()).isEqualTo(CodecCode.CODEC_TIMEOUT);
      assertThat(refusal(decode(codec, "", 9)).code()).isEqualTo(CodecCode.CODEC_TIMEOUT);
    }
  }

  private static void assertRefusedAndAlive(String body, CodecCode code) throws Exception {
    try (Codec codec = Run.body(IF_ASKED + body)) {
      assertThat(refusal(decode(codec, "", 1)).code()).isEqualTo(code);
      assertThat(data(decode(codec, "", 9))).containsEntry("ok", 1L);
    }
  }
}
