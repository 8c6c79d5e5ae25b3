package io.millrace.udfs.format;

import static io.millrace.udfs.format.Read.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packed kilobytes that would become gigabytes of values, as an unending list of the smallest. */
class DecodeLimitsTest {
  private static final int UNPACKED = 8 * 1024 * 1024;

  @ParameterizedTest
  @CsvSource({
    "application/json, 5b, 7b7d2c, MALFORMED_JSON",
    "application/cbor, 9f, a0, MALFORMED_CBOR",
    "application/cbor, 9f, 8100, MALFORMED_CBOR",
    "application/msgpack, dd007ffffb, 80, MALFORMED_MESSAGEPACK",
  })
  void refusesMoreValuesThanFitInMemory(
      String contentType, String start, String value, RefusalCode code) throws Exception {
    byte[] payload = repeated(start, value);
    byte[] packed = ContentEncodingTest.gzip(payload);
    assertThat(packed.length).isLessThan(20_000);
    Map<String, String> headers = Map.of("content-encoding", "gzip");
    assertThat(refusal(() -> Read.read(contentType, headers, packed, null))).isEqualTo(code);
  }

  @Test
  void takesAsManyAsAnUnpackedMessageMayHold() throws Exception {
    byte[] payload = new byte[1 << 20];
    Arrays.fill(payload, (byte) '1');
    for (int i = 0; i < payload.length; i += 2) {
      payload[i] = ',';
    }
    payload[0] = '[';
    payload[payload.length - 1] = ']';
    payload[payload.length - 2] = '1';
    assertThat((List<?>) Read.as("application/json", payload)).hasSizeGreaterThan(500_000);
  }

  private static byte[] repeated(String start, String value) {
    byte[] first = HexFormat.of().parseHex(start);
    byte[] unit = HexFormat.of().parseHex(value);
    byte[] all = Arrays.copyOf(first, UNPACKED);
    for (int i = first.length; i + unit.length <= all.length; i += unit.length) {
      System.arraycopy(unit, 0, all, i, unit.length);
    }
    return all;
  }
}
