package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.dataset.TableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The pages of a column in a row group, one in memory at a time, and its dictionary. */
final class ChunkPages implements PageReader {
  private static final int READ_AHEAD = 8192;

  /** They are for those who skip pages. */
  private static final @Nullable Statistics<?> NO_STATISTICS = null;

  private final ColumnMetaData column;
  private final InputStream in;
  private final PageMemory memory;
  private @Nullable PageHeader ahead;
  private long held;
  private long values;

  /**
   * @param in the file from the column's first page on
   */
  ChunkPages(ColumnMetaData column, InputStream in, PageMemory memory) {
    this.column = column;
    this.in = new BufferedInputStream(in, READ_AHEAD);
    this.memory = memory;
  }

  @Override
  public long getTotalValueCount() {
    return column.getNum_values();
  }

  /** Asked for once, before the first page. */
  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    try {
      PageHeader header = header();
      if (header.getType() != PageType.DICTIONARY_PAGE) {
        ahead = header;
        return null;
      }
      int count = header.getDictionary_page_header().getNum_values();
      byte[] bytes = bytes(header);
      // Each has a byte at least; what is told is reserved for before it is read.
      if (count < 0 || count > bytes.length) {
        throw damaged();
      }
      Encoding encoding = encoding(header.getDictionary_page_header().getEncoding());
      // It is held as long as the column is read.
      memory.release(held - bytes.length);
      held = 0;
      return new DictionaryPage(BytesInput.from(bytes), count, encoding);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable DataPage readPage() {
    try {
      while (values < column.getNum_values()) {
        memory.release(held);
        held = 0;
        PageHeader header = ahead == null ? header() : ahead;
        ahead = null;
        DataPage page = page(header);
        if (page != null && page.getValueCount() > 0) {
          values += page.getValueCount();
          return page;
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PageHeader header() throws IOException {
    try {
      return Util.readPageHeader(in);
    } catch (IOException | RuntimeException e) {
      // Thrift tells what it cannot read as it tells what cannot be had.
      throw new TableException("A page of the Parquet file has no header that can be read", e);
    }
  }

  /** The page; null for an index, which nobody writes. */
  private @Nullable DataPage page(PageHeader header) throws IOException {
    if (header.getType() == PageType.DATA_PAGE && header.isSetData_page_header()) {
      return first(header, header.getData_page_header());
    }
    if (header.getType() == PageType.DATA_PAGE_V2 && header.isSetData_page_header_v2()) {
      return second(header, header.getData_page_header_v2());
    }
    if (header.getType() == PageType.INDEX_PAGE) {
      packed(header);
      return null;
    }
    throw damaged();
  }

  private DataPage first(PageHeader header, DataPageHeader data) throws IOException {
    byte[] bytes = bytes(header);
    return new DataPageV1(
        BytesInput.from(bytes),
        data.getNum_values(),
        bytes.length,
        NO_STATISTICS,
        encoding(data.getRepetition_level_encoding()),
        encoding(data.getDefinition_level_encoding()),
        encoding(data.getEncoding()));
  }

  /** The levels are not packed, so that they can be read without the values. */
  private DataPage second(PageHeader header, DataPageHeaderV2 data) throws IOException {
    int repetition = data.getRepetition_levels_byte_length();
    int definition = data.getDefinition_levels_byte_length();
    byte[] all = packed(header);
    int levels = repetition + definition;
    int size = header.getUncompressed_page_size() - levels;
    if (repetition < 0 || definition < 0 || levels < 0 || levels > all.length || size < 0) {
      throw damaged();
    }
    byte[] packed = Arrays.copyOfRange(all, levels, all.length);
    boolean plain = data.isSetIs_compressed() && !data.isIs_compressed();
    byte[] bytes = plain ? packed : PageCodec.unpack(column.getCodec(), packed, size);
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        data.getNum_values(),
        BytesInput.from(all, 0, repetition),
        BytesInput.from(all, repetition, definition),
        encoding(data.getEncoding()),
        BytesInput.from(bytes),
        NO_STATISTICS);
  }

  private byte[] bytes(PageHeader header) throws IOException {
    return PageCodec.unpack(column.getCodec(), packed(header), header.getUncompressed_page_size());
  }

  private byte[] packed(PageHeader header) throws IOException {
    int size = header.getCompressed_page_size();
    hold(size);
    hold(header.getUncompressed_page_size());
    byte[] packed = in.readNBytes(size);
    if (packed.length < size) {
      throw new TableException("The Parquet file ends within a page");
    }
    if (header.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(packed);
      if ((int) crc.getValue() != header.getCrc()) {
        throw new TableException("A page of the Parquet file has another checksum than it tells");
      }
    }
    return packed;
  }

  private void hold(int bytes) throws TableException {
    memory.hold(bytes);
    held += bytes;
  }

  private static Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding)
      throws TableException {
    if (encoding == null) {
      throw new TableException("A page of the Parquet file is of an encoding that nobody knows");
    }
    return Encoding.valueOf(encoding.name());
  }

  private static TableException damaged() {
    return new TableException("A page of the Parquet file is damaged");
  }
}
