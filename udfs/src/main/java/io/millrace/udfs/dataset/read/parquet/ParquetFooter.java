package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.dataset.TableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * What stands at the end of a Parquet file and says what is where in it.
 *
 * @param begin where it begins, so where the pages end
 */
record ParquetFooter(FileMetaData metadata, long begin) {
  private static final int MAGIC_BYTES = 4;
  private static final int TAIL_BYTES = Integer.BYTES + MAGIC_BYTES;
  private static final long MOST_BYTES = 64L << 20;

  static ParquetFooter read(FileChannel file) throws IOException {
    long size = file.size();
    if (size < MAGIC_BYTES + TAIL_BYTES || !magic(bytes(file, 0, MAGIC_BYTES)).equals("PAR1")) {
      throw new TableException("The file is no Parquet file");
    }
    ByteBuffer tail =
        ByteBuffer.wrap(bytes(file, size - TAIL_BYTES, TAIL_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    int length = tail.getInt();
    byte[] end = new byte[MAGIC_BYTES];
    tail.get(end);
    if (magic(end).equals("PARE")) {
      throw new TableException("The Parquet file is encrypted");
    }
    long begin = size - TAIL_BYTES - length;
    if (!magic(end).equals("PAR1") || length <= 0 || begin < MAGIC_BYTES || length > MOST_BYTES) {
      throw new TableException("The Parquet file has no whole footer at its end");
    }
    return new ParquetFooter(checked(bytes(file, begin, length)), begin);
  }

  private static String magic(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(FileChannel file, long from, int length) throws IOException {
    file.position(from);
    InputStream in = Channels.newInputStream(file);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new TableException("The Parquet file ends too early");
    }
    return bytes;
  }

  private static FileMetaData checked(byte[] bytes) throws TableException {
    FileMetaData metadata;
    try {
      metadata = Util.readFileMetaData(new ByteArrayInputStream(bytes));
    } catch (IOException | RuntimeException e) {
      throw new TableException("The footer of the Parquet file is damaged", e);
    }
    if (metadata.isSetEncryption_algorithm()) {
      throw new TableException("The Parquet file is encrypted");
    }
    long rows = 0;
    for (RowGroup group : metadata.getRow_groups()) {
      if (group.getNum_rows() < 0) {
        throw new TableException("The footer of the Parquet file is damaged");
      }
      rows += group.getNum_rows();
    }
    if (rows != metadata.getNum_rows()) {
      throw new TableException("The row groups of the Parquet file have not as many rows as it");
    }
    return metadata;
  }

  List<RowGroup> rowGroups() {
    return metadata.getRow_groups();
  }

  /** The program that wrote it: some wrote what has to be read in their own way. */
  String createdBy() {
    return metadata.isSetCreated_by() ? metadata.getCreated_by() : "";
  }
}
