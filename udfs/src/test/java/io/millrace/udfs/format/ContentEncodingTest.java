package io.millrace.udfs.format;

import static io.millrace.udfs.format.Read.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ContentEncodingTest {
  private static final byte[] JSON = bytes("{\"t\":1}");

  @Test
  void unpacksGzipAndZstd() throws Exception {
    assertThat(read("gzip", gzip(JSON))).isEqualTo(Map.of("t", 1L));
    assertThat(read("X-GZIP ", gzip(JSON))).isEqualTo(Map.of("t", 1L));
    assertThat(read("zstd", Zstd.compress(JSON))).isEqualTo(Map.of("t", 1L));
    assertThat(read("identity", JSON)).isEqualTo(Map.of("t", 1L));
    assertThat(read("", JSON)).isEqualTo(Map.of("t", 1L));
  }

  @Test
  void refusesABomb() throws Exception {
    byte[] zeros = new byte[64 * 1024 * 1024];
    assertThat(Read.refusal(() -> read("gzip", gzip(zeros))))
        .isEqualTo(RefusalCode.UNPACKED_TOO_LARGE);
    assertThat(Read.refusal(() -> read("zstd", Zstd.compress(zeros))))
        .isIn(RefusalCode.UNPACKED_TOO_LARGE, RefusalCode.MALFORMED_CONTENT_ENCODING);
  }

  @Test
  void theLimitItselfPasses() throws Exception {
    ContentEncoding tight = new ContentEncoding(JSON.length);
    assertThat(tight.unpack(gzip(JSON), "gzip")).isEqualTo(JSON);
    assertThat(tight.unpack(Zstd.compress(JSON), "zstd")).isEqualTo(JSON);
    byte[] more = bytes("{\"t\":12}");
    assertThat(Read.refusal(() -> tight.unpack(gzip(more), "gzip")))
        .isEqualTo(RefusalCode.UNPACKED_TOO_LARGE);
    assertThat(Read.refusal(() -> tight.unpack(Zstd.compress(more), "zstd")))
        .isEqualTo(RefusalCode.UNPACKED_TOO_LARGE);
  }

  @Test
  void refusesWhatIsNotPackedOrCutOff() throws Exception {
    for (String encoding : new String[] {"gzip", "zstd"}) {
      byte[] packed = encoding.equals("gzip") ? gzip(JSON) : Zstd.compress(JSON);
      assertThat(Read.refusal(() -> read(encoding, JSON)))
          .isEqualTo(RefusalCode.MALFORMED_CONTENT_ENCODING);
      assertThat(Read.refusal(() -> read(encoding, Arrays.copyOf(packed, packed.length - 1))))
          .isEqualTo(RefusalCode.MALFORMED_CONTENT_ENCODING);
    }
    assertThat(Read.refusal(() -> read("br", JSON)))
        .isEqualTo(RefusalCode.UNSUPPORTED_CONTENT_ENCODING);
  }

  private static Object read(String encoding, byte[] payload) throws RefusedException {
    return Read.read("application/json", Map.of("content-encoding", encoding), payload, null)
        .value();
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }
}
