package io.millrace.udfs.format;

import static io.millrace.udfs.format.Read.hex;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryFormatsTest {
  /** Written by hand from RFC 8949, appendix A. */
  @ParameterizedTest
  @CsvSource({
    "1b7fffffffffffffff, 9223372036854775807",
    "3b7fffffffffffffff, -9223372036854775808",
    "1bffffffffffffffff, 1.8446744073709552E19",
    "c249010000000000000000, 1.8446744073709552E19",
    "f93e00, 1.5",
    "fa47c35000, 100000.0",
    "fb7e37e43c8800759c, 1.0E300",
    "f5, true",
    "f6, null",
    "f7, null",
    "4401020304, AQIDBA==",
    "6449455446, IETF",
    "c074323031332d30332d32315432303a30343a30305a, 2013-03-21T20:04:00Z",
    "9f018202039f0405ffff, '[1, [2, 3], [4, 5]]'",
    "a201020304, '{1=2, 3=4}'",
    "bf61610161629f0203ffff, '{a=1, b=[2, 3]}'",
    "f97e00, NaN",
  })
  void readsCbor(String payload, String expected) throws Exception {
    assertThat(String.valueOf(Read.as("application/cbor", hex(payload)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"''", "18", "61", "a1", "9f", "ff", "8201", "0101", "62c328", "a1f601", "1c", "5f41"})
  void refusesWhatIsNoCbor(String payload) {
    assertThat(Read.refusal(() -> Read.as("application/cbor", hex(payload))))
        .isEqualTo(RefusalCode.MALFORMED_CBOR);
  }

  /** Written by hand from the MessagePack specification. */
  @ParameterizedTest
  @CsvSource({
    "c0, null",
    "c3, true",
    "e0, -32",
    "cfffffffffffffffff, 1.8446744073709552E19",
    "cf7fffffffffffffff, 9223372036854775807",
    "d38000000000000000, -9223372036854775808",
    "ca3fc00000, 1.5",
    "cb3ff8000000000000, 1.5",
    "a3666f6f, foo",
    "c403010203, AQID",
    "93010203, '[1, 2, 3]'",
    "82a16101a162c2, '{a=1, b=false}'",
    "810102, '{1=2}'",
    "d6ff00000001, 1970-01-01T00:00:01Z",
    "d405aa, '{type=5, data=qg==}'",
  })
  void readsMessagePack(String payload, String expected) throws Exception {
    assertThat(String.valueOf(Read.as("application/msgpack", hex(payload)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "c1",
    "92",
    "9201",
    "81a161",
    "0101",
    "a2c328",
    "81c001",
    "8190c0",
    "c6ffffffff",
    "c6" + "7fffffff",
    "db7fffffff",
    "c97fffffff05",
    "dd7fffffff",
    "df7fffffff",
    "c70cff3b9aca007fffffffffffffff",
  })
  void refusesWhatIsNoMessagePackAndReservesNoMemoryForIt(String payload) {
    assertThat(Read.refusal(() -> Read.as("application/msgpack", hex(payload))))
        .isIn(RefusalCode.MALFORMED_MESSAGEPACK, RefusalCode.NOT_UTF_8);
  }

  @Test
  void refusesNestingThatWouldEatTheStack() {
    byte[] cbor = new byte[1_000_000];
    Arrays.fill(cbor, (byte) 0x81);
    assertThat(Read.refusal(() -> Read.as("application/cbor", cbor)))
        .isEqualTo(RefusalCode.MALFORMED_CBOR);
    byte[] messagePack = new byte[1_000_000];
    Arrays.fill(messagePack, (byte) 0x91);
    assertThat(Read.refusal(() -> Read.as("application/x-msgpack", messagePack)))
        .isEqualTo(RefusalCode.MALFORMED_MESSAGEPACK);
  }

  @Test
  void readsWhatAnotherWriterOfCborWrote() throws Exception {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("t", 71.5);
    written.put("n", 3L);
    written.put("tags", List.of("a", "ü😀"));
    written.put("nothing", null);
    byte[] cbor = new CBORMapper().writeValueAsBytes(written);
    assertThat(Read.as("application/vnd.plant+cbor; v=1", cbor)).isEqualTo(written);
    assertThat(Read.declared(PayloadFormat.CBOR, cbor)).isEqualTo(written);
  }

  @Test
  void bytesAreBase64Text() throws Exception {
    assertThat(Read.as("application/octet-stream", hex("fbff"))).isEqualTo("+/8=");
    assertThat(Read.declared(PayloadFormat.BYTES, hex(""))).isEqualTo("");
  }
}
