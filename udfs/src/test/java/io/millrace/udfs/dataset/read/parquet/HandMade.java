package io.millrace.udfs.dataset.read.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** Parquet files with one row group, as writers of today do not write them, or none should. */
final class HandMade {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<SchemaElement> schema = new ArrayList<>();
  private final List<ColumnChunk> chunks = new ArrayList<>();

  HandMade() throws IOException {
    out.write("PAR1".getBytes(StandardCharsets.US_ASCII));
    schema.add(new SchemaElement("root"));
  }

  static SchemaElement column(String name, FieldRepetitionType repetition, Type type) {
    return new SchemaElement(name).setRepetition_type(repetition).setType(type);
  }

  static SchemaElement group(String name, FieldRepetitionType repetition, int children) {
    return new SchemaElement(name).setRepetition_type(repetition).setNum_children(children);
  }

  /** Bytes in little endian. */
  static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Levels as run lengths, with their size before them. */
  static byte[] levels(int... runs) {
    ByteBuffer levels = bytes(4 + runs.length).putInt(runs.length);
    for (int run : runs) {
      levels.put((byte) run);
    }
    return levels.array();
  }

  HandMade element(SchemaElement element) {
    schema.add(element);
    return this;
  }

  /** A column at the top that is always there. */
  HandMade required(SchemaElement element, int values, byte[] page) throws IOException {
    return element(element).chunk(List.of(element.getName()), element.getType(), values, page);
  }

  HandMade chunk(List<String> path, Type type, int values, byte[] page) throws IOException {
    DataPageHeader data = new DataPageHeader(values, Encoding.PLAIN, Encoding.RLE, Encoding.RLE);
    PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length, page.length);
    return chunk(path, type, values, header.setData_page_header(data), page);
  }

  /** A chunk that begins with a dictionary of as many values as it says. */
  HandMade dictionary(SchemaElement element, int says, byte[] page) throws IOException {
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, page.length, page.length);
    header.setDictionary_page_header(new DictionaryPageHeader(says, Encoding.PLAIN));
    return element(element).chunk(List.of(element.getName()), element.getType(), 1, header, page);
  }

  HandMade chunk(List<String> path, Type type, int values, PageHeader header, byte[] page)
      throws IOException {
    long begin = out.size();
    Util.writePageHeader(header, out);
    out.write(page);
    ColumnMetaData column =
        new ColumnMetaData(
            type,
            List.of(Encoding.PLAIN),
            path,
            CompressionCodec.UNCOMPRESSED,
            values,
            out.size() - begin,
            out.size() - begin,
            begin);
    chunks.add(new ColumnChunk(begin).setMeta_data(column));
    return this;
  }

  /** The whole file. */
  byte[] file(int rows) throws IOException {
    long top = schema.size() - 1;
    for (SchemaElement element : schema) {
      top -= element.getNum_children();
    }
    schema.get(0).setNum_children((int) top);
    int begin = out.size();
    RowGroup group = new RowGroup(chunks, out.size(), rows);
    Util.writeFileMetaData(new FileMetaData(1, schema, rows, List.of(group)), out);
    out.write(bytes(4).putInt(out.size() - begin).array());
    out.write("PAR1".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }
}
