package io.millrace.udfs.dataset.read.parquet;

import static io.millrace.udfs.dataset.read.parquet.HandMade.bytes;
import static io.millrace.udfs.dataset.read.parquet.HandMade.column;
import static io.millrace.udfs.dataset.read.parquet.HandMade.group;
import static io.millrace.udfs.dataset.read.parquet.HandMade.levels;
import static org.apache.parquet.format.FieldRepetitionType.OPTIONAL;
import static org.apache.parquet.format.FieldRepetitionType.REPEATED;
import static org.apache.parquet.format.FieldRepetitionType.REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.format.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Float16Type;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What older writers have left, and what is made to harm. */
class ParquetRowsTest {
  private static final byte[] INT = bytes(4).putInt(7).array();

  @TempDir private Path folder;

  private List<Map<?, ?>> rows(byte[] file) throws IOException, RefusedException {
    return rows(file, RowLimits.of(file.length));
  }

  private List<Map<?, ?>> rows(byte[] file, RowLimits limits) throws IOException, RefusedException {
    List<Map<?, ?>> all = new ArrayList<>();
    try (ParquetRows rows =
        ParquetRows.open(Files.write(folder.resolve("table.parquet"), file), limits)) {
      for (Map<?, ?> row = rows.next(); row != null; row = rows.next()) {
        all.add(row);
      }
    }
    return all;
  }

  private static byte[] concat(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  @Test
  void typesAreKnownByWhatWritersSaidBeforeLogicalTypes() throws Exception {
    long millis = 1_795_249_800_500L;
    byte[] file =
        new HandMade()
            .required(
                column("at", REQUIRED, Type.INT64)
                    .setConverted_type(ConvertedType.TIMESTAMP_MILLIS),
                1,
                bytes(8).putLong(millis).array())
            .required(
                column("price", REQUIRED, Type.INT32)
                    .setConverted_type(ConvertedType.DECIMAL)
                    .setPrecision(9)
                    .setScale(2),
                1,
                bytes(4).putInt(-1050).array())
            .required(
                column("few", REQUIRED, Type.INT32).setConverted_type(ConvertedType.UINT_32),
                1,
                bytes(4).putInt(-1).array())
            .required(
                column("name", REQUIRED, Type.BYTE_ARRAY).setConverted_type(ConvertedType.UTF8),
                1,
                bytes(7).putInt(3).put(new byte[] {'U', 'l', 'm'}).array())
            .required(
                column("bytes", REQUIRED, Type.BYTE_ARRAY),
                1,
                bytes(7).putInt(3).put(new byte[] {'U', 'l', 'm'}).array())
            .file(1);
    assertThat(rows(file).get(0).entrySet().toString())
        .isEqualTo(
            "[at=2026-11-21T08:30:00.5Z, price=-10.50, few=4294967295, name=Ulm, bytes=VWxt]");
  }

  @Test
  void timesOfHiveAndSparkAreInUtc() throws Exception {
    int julian = (int) (LocalDate.of(2026, 11, 21).toEpochDay() + 2_440_588);
    long nanos = (8 * 3600 + 30 * 60) * 1_000_000_000L + 1;
    byte[] time = bytes(12).putLong(nanos).putInt(julian).array();
    byte[] file = new HandMade().required(column("at", REQUIRED, Type.INT96), 1, time).file(1);
    assertThat(rows(file).toString()).isEqualTo("[{at=2026-11-21T08:30:00.000000001Z}]");
  }

  @Test
  void halfPrecisionIsANumber() throws Exception {
    var half = column("h", REQUIRED, Type.FIXED_LEN_BYTE_ARRAY).setType_length(2);
    half.setLogicalType(LogicalType.FLOAT16(new Float16Type()));
    byte[] numbers =
        bytes(8)
            .putShort((short) 0x3555)
            .putShort((short) 0xC000)
            .putShort((short) 0x0001)
            .putShort((short) 0xFC00)
            .array();
    assertThat(rows(new HandMade().required(half, 4, numbers).file(4)).toString())
        .isEqualTo("[{h=0.333251953125}, {h=-2.0}, {h=5.9604644775390625E-8}, {h=-Infinity}]");
  }

  @Test
  void listsOfTwoLevelsAndFieldsThatRepeatAreLists() throws Exception {
    byte[] values = bytes(8).putInt(1).putInt(2).array();
    byte[] file =
        new HandMade()
            .element(group("tags", OPTIONAL, 1).setConverted_type(ConvertedType.LIST))
            .element(column("array", REPEATED, Type.INT32))
            .chunk(
                List.of("tags", "array"),
                Type.INT32,
                2,
                concat(levels(2, 0, 2, 1), levels(4, 2), values))
            .element(column("bare", REPEATED, Type.INT32))
            .chunk(List.of("bare"), Type.INT32, 2, concat(levels(2, 0, 2, 1), levels(4, 1), values))
            .element(group("items", OPTIONAL, 1).setConverted_type(ConvertedType.LIST))
            .element(group("array", REPEATED, 1))
            .element(column("x", REQUIRED, Type.INT32))
            .chunk(
                List.of("items", "array", "x"),
                Type.INT32,
                2,
                concat(levels(2, 0, 2, 1), levels(4, 2), values))
            .file(1);
    assertThat(rows(file).toString())
        .isEqualTo("[{tags=[1, 2], bare=[1, 2], items=[{x=1}, {x=2}]}]");
  }

  @Test
  void aValueThatIsNoneOfItsTypeRefusesItsRowAlone() throws Exception {
    var day = column("t", REQUIRED, Type.INT32).setConverted_type(ConvertedType.TIME_MILLIS);
    byte[] times = bytes(8).putInt(86_400_000).putInt(1).array();
    byte[] file = new HandMade().required(day, 2, times).file(2);
    try (ParquetRows rows = ParquetRows.open(Files.write(folder.resolve("t.parquet"), file))) {
      assertThatThrownBy(rows::next).isInstanceOf(RefusedException.class);
      assertThat(rows.next()).hasToString("{t=00:00:00.001}");
      assertThat(rows.next()).isNull();
    }
  }

  @Test
  void countsThatDoNotAgreeAreDamage() throws Exception {
    byte[] two = new HandMade().required(column("a", REQUIRED, Type.INT32), 1, INT).file(2);
    assertThatThrownBy(() -> rows(two)).isInstanceOf(TableException.class);
    HandMade lacking = new HandMade().required(column("a", REQUIRED, Type.INT32), 3, INT);
    byte[] three = lacking.file(3);
    assertThatThrownBy(() -> rows(three)).isInstanceOf(TableException.class);
  }

  /** Room is made for what a file says before it is seen whether it is there. */
  @Test
  void whatAFileSaysOfItselfIsNotBelieved() throws Exception {
    byte[] dictionary =
        new HandMade()
            .dictionary(column("a", REQUIRED, Type.INT32), Integer.MAX_VALUE, INT)
            .file(1);
    assertThatThrownBy(() -> rows(dictionary))
        .isInstanceOf(TableException.class)
        .hasMessage("A page of the Parquet file is damaged");
    PageHeader page = new PageHeader(PageType.DATA_PAGE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    page.setData_page_header(new DataPageHeader(1, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    byte[] large =
        new HandMade()
            .element(column("a", REQUIRED, Type.INT32))
            .chunk(List.of("a"), Type.INT32, 1, page, INT)
            .file(1);
    assertThatThrownBy(() -> rows(large))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("over");
    var digits = column("a", REQUIRED, Type.INT32).setConverted_type(ConvertedType.DECIMAL);
    digits.setPrecision(Integer.MAX_VALUE).setScale(Integer.MAX_VALUE);
    byte[] decimal = new HandMade().required(digits, 1, INT).file(1);
    assertThatThrownBy(() -> rows(decimal)).isInstanceOf(TableException.class);
  }

  @Test
  void aFileMayUnpackToSoMuchAndNoMore() throws Exception {
    byte[] many = new byte[4 * 1000];
    byte[] file = new HandMade().required(column("a", REQUIRED, Type.INT32), 1000, many).file(1000);
    assertThat(rows(file, new RowLimits(16_000))).hasSize(1000);
    assertThatThrownBy(() -> rows(file, new RowLimits(15_999)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("unpacks to more");
  }
}
