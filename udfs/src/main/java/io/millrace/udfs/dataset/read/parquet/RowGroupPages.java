package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.dataset.TableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** The pages of the columns of a row group. */
final class RowGroupPages implements PageReadStore {
  private final long rows;
  private final Map<List<String>, PageReader> columns = new HashMap<>();

  RowGroupPages(RowGroup group, MessageType schema, FileChannel file, long end)
      throws TableException {
    this.rows = group.getNum_rows();
    Map<List<String>, ColumnMetaData> chunks = new HashMap<>();
    for (ColumnChunk chunk : group.getColumns()) {
      if (chunk.isSetFile_path() || chunk.isSetCrypto_metadata() || !chunk.isSetMeta_data()) {
        throw new TableException("A column of the Parquet file is encrypted, or in another file");
      }
      chunks.put(chunk.getMeta_data().getPath_in_schema(), chunk.getMeta_data());
    }
    PageMemory memory = new PageMemory();
    for (ColumnDescriptor column : schema.getColumns()) {
      List<String> path = List.of(column.getPath());
      ColumnMetaData chunk = checked(chunks.get(path), column, end);
      InputStream in = new Region(file, begin(chunk), end);
      columns.put(path, new ChunkPages(chunk, in, memory));
    }
  }

  private ColumnMetaData checked(@Nullable ColumnMetaData chunk, ColumnDescriptor column, long end)
      throws TableException {
    String name = String.join(".", column.getPath());
    if (chunk == null || begin(chunk) < 0 || begin(chunk) >= end) {
      throw new TableException("A row group has no pages of the column '" + name + "'");
    }
    boolean repeated = column.getMaxRepetitionLevel() > 0;
    if (repeated ? chunk.getNum_values() < rows : chunk.getNum_values() != rows) {
      throw new TableException("A row group has not as many values of '" + name + "' as rows");
    }
    return chunk;
  }

  /** Old writers say nothing, or 0, of a dictionary that there is not. */
  private static long begin(ColumnMetaData chunk) {
    long data = chunk.getData_page_offset();
    long dictionary = chunk.getDictionary_page_offset();
    return chunk.isSetDictionary_page_offset() && dictionary > 0
        ? Math.min(data, dictionary)
        : data;
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    PageReader pages = columns.get(List.of(column.getPath()));
    if (pages == null) {
      throw new IllegalArgumentException("No column " + column);
    }
    return pages;
  }

  @Override
  public long getRowCount() {
    return rows;
  }

  /** A part of a file that several read, each from its own place. */
  private static final class Region extends InputStream {
    private final FileChannel file;
    private final long end;
    private long position;

    Region(FileChannel file, long begin, long end) {
      this.file = file;
      this.position = begin;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int most = (int) Math.min(length, end - position);
      int read = most <= 0 ? -1 : file.read(ByteBuffer.wrap(into, offset, most), position);
      position += Math.max(0, read);
      return read;
    }
  }
}
