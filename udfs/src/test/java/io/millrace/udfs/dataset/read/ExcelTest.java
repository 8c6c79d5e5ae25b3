package io.millrace.udfs.dataset.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

class ExcelTest {
  private static byte[] workbook(Consumer<Workbook> content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "millrace", "1.0")) {
      content.accept(workbook);
    }
    return bytes.toByteArray();
  }

  private static byte[] sheet(Consumer<Worksheet> content) throws IOException {
    return workbook(workbook -> content.accept(workbook.newWorksheet("Cities")));
  }

  private static Rows read(byte[] bytes, String sheet) throws IOException {
    TableOptions options = TableOptions.DETECTED.withTable(sheet);
    return Rows.of(TableFormat.EXCEL, new ByteArrayInputStream(bytes), options);
  }

  private static void header(Worksheet sheet, String... names) {
    for (int i = 0; i < names.length; i++) {
      sheet.value(0, i, names[i]);
    }
  }

  @Test
  void cellsHaveTheirTypes() throws Exception {
    byte[] bytes =
        sheet(
            sheet -> {
              header(sheet, "name", "people", "area", "large", "founded", "seen", "gone");
              sheet.value(1, 0, "Ulm");
              sheet.value(1, 1, 126_000);
              sheet.value(1, 2, 118.69);
              sheet.value(1, 3, true);
              sheet.value(1, 4, LocalDate.of(2026, 11, 21));
              sheet.style(1, 4).format("yyyy-mm-dd").set();
              sheet.value(1, 5, LocalDateTime.of(2026, 11, 21, 8, 30));
              sheet.style(1, 5).format("yyyy-mm-dd hh:mm").set();
            });
    Rows rows = read(bytes, "");
    assertThat(rows.columns())
        .containsExactly("name", "people", "area", "large", "founded", "seen", "gone");
    assertThat(rows.values())
        .containsExactly(
            Map.of(
                "name",
                "Ulm",
                "people",
                126_000L,
                "area",
                118.69,
                "large",
                true,
                "founded",
                "2026-11-21",
                "seen",
                "2026-11-21T08:30:00"));
  }

  @Test
  void aNumberWithADInItsUnitIsNoDate() throws Exception {
    byte[] bytes =
        sheet(
            sheet -> {
              header(sheet, "price");
              sheet.value(1, 0, 12);
              sheet.style(1, 0).format("0 [$USD]").set();
            });
    assertThat(read(bytes, "").values()).containsExactly(Map.of("price", 12L));
  }

  @Test
  void eachSheetIsATable() throws Exception {
    byte[] bytes =
        workbook(
            workbook -> {
              workbook.newWorksheet("A").value(0, 0, "a");
              Worksheet second = workbook.newWorksheet("B");
              second.value(0, 0, "b");
              second.value(1, 0, 1);
            });
    assertThat(Tables.names(TableFormat.EXCEL, new ByteArrayInputStream(bytes)))
        .containsExactly("A", "B");
    assertThat(read(bytes, "B").values()).containsExactly(Map.of("b", 1L));
    assertThatThrownBy(() -> read(bytes, "C"))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("'C'");
  }

  @Test
  void emptyRowsAreNoneAndCellsBeyondTheColumnsAreReported() throws Exception {
    byte[] bytes =
        sheet(
            sheet -> {
              header(sheet, "a", "b");
              sheet.value(1, 0, 1);
              sheet.value(3, 0, 2);
              sheet.value(3, 2, "stray");
              sheet.value(4, 1, 3);
            });
    Rows rows = read(bytes, "");
    assertThat(rows.unreadable()).containsExactly("2 malformed-sheet");
    assertThat(rows.values()).containsExactly(Map.of("a", 1L), Map.of("b", 3L));
  }

  @Test
  void formulasAreTheValuesSavedWithThemAndErrorsAreReported() throws Exception {
    byte[] bytes =
        raw(
            """
            <row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>
            <row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>
            <row r="3"><c r="A3" t="str"><f>"x"</f><v>x</v></c></row>
            <row r="4"><c r="A4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
            <row r="5"><c r="A5" t="e"><v>#N/A</v></c></row>
            <row r="6"><c r="A6" t="b"><f>TRUE()</f><v>1</v></c></row>""");
    Rows rows = read(bytes, "");
    assertThat(rows.values()).containsExactly(Map.of("a", 2L), Map.of("a", "x"), Map.of("a", true));
    assertThat(rows.unreadable()).containsExactly("3 malformed-sheet", "4 malformed-sheet");
  }

  @Test
  void aSheetThatIsNoXmlEndsTheTable() throws Exception {
    byte[] bytes =
        raw("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row><row r=");
    assertThatThrownBy(() -> read(bytes, "")).isInstanceOf(TableException.class);
  }

  /** A workbook of one sheet with these rows. */
  private static byte[] raw(String rows) throws IOException {
    String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    String packages = "http://schemas.openxmlformats.org/package/2006";
    String types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    Map<String, String> parts =
        Map.of(
            "[Content_Types].xml",
            "<Types xmlns='%s/content-types'><Override PartName='/xl/workbook.xml' ContentType='%ssheet.main+xml'/><Override PartName='/xl/worksheets/sheet1.xml' ContentType='%sworksheet+xml'/></Types>"
                .formatted(packages, types, types),
            "_rels/.rels",
            "<Relationships xmlns='%s/relationships'><Relationship Id='r1' Type='%s/officeDocument' Target='xl/workbook.xml'/></Relationships>"
                .formatted(packages, office),
            "xl/workbook.xml",
            "<workbook xmlns='%s' xmlns:r='%s'><sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>"
                .formatted(main, office),
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns='%s/relationships'><Relationship Id='r1' Type='%s/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"
                .formatted(packages, office),
            "xl/worksheets/sheet1.xml",
            "<worksheet xmlns='%s'><sheetData>%s</sheetData></worksheet>".formatted(main, rows));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void aBombIsRefusedBeforeItUnpacks() throws Exception {
    byte[] good =
        sheet(
            sheet -> {
              header(sheet, "a");
              sheet.value(1, 0, 1);
            });
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    assertThat(read(good, "").values()).hasSize(1);
    assertThatThrownBy(() -> read(bytes.toByteArray(), ""))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("unpacks to more");
  }

  @Test
  void whatIsNoWorkbookIsRefused() throws Exception {
    assertThatThrownBy(() -> read(new byte[] {1, 2, 3}, "")).isInstanceOf(TableException.class);
    ByteArrayOutputStream empty = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(empty)) {
      zip.putNextEntry(new ZipEntry("hello.txt"));
      zip.closeEntry();
    }
    assertThatThrownBy(() -> read(empty.toByteArray(), "")).isInstanceOf(TableException.class);
    byte[] good = sheet(sheet -> header(sheet, "a"));
    assertThatThrownBy(() -> read(Arrays.copyOf(good, good.length / 2), ""))
        .isInstanceOf(TableException.class);
  }
}
