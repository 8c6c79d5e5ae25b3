package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.jspecify.annotations.Nullable;

/** The rows of a Parquet file, from the first to the last. */
public final class ParquetRows implements Closeable {
  private final FileChannel file;
  private final ParquetFooter footer;
  private final ColumnTree tree;
  private final MessageColumnIO columns;
  private final RowLimits limits;
  private final Rows materializer;
  private final Iterator<RowGroup> groups;
  private @Nullable RecordReader<Map<?, ?>> reader;
  private long left;

  private ParquetRows(FileChannel file, RowLimits limits) throws IOException {
    this.file = file;
    this.footer = ParquetFooter.read(file);
    this.tree = ColumnTree.of(footer.metadata().getSchema());
    this.columns = new ColumnIOFactory(footer.createdBy()).getColumnIO(tree.message());
    this.limits = limits;
    this.materializer = new Rows(tree, limits);
    this.groups = footer.rowGroups().iterator();
  }

  /**
   * Opens a file.
   *
   * @throws TableException if it is no Parquet file, or none that can be read
   */
  public static ParquetRows open(Path path) throws IOException {
    return open(path, RowLimits.of(Files.size(path)));
  }

  static ParquetRows open(Path path, RowLimits limits) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new ParquetRows(file, limits);
    } catch (IOException e) {
      file.close();
      throw e;
    } catch (RuntimeException e) {
      file.close();
      throw damaged(e);
    }
  }

  /** The names of the columns in their order. */
  public List<String> columns() {
    return tree.children().stream().map(ColumnTree::name).toList();
  }

  /**
   * The next row by column, nested as deep as it is; null after the last one.
   *
   * @throws RefusedException if this one cannot be read
   * @throws TableException if nothing more can be read
   */
  public @Nullable Map<?, ?> next() throws IOException, RefusedException {
    Map<?, ?> row = read();
    RefusedException refusal = limits.refusal();
    if (row != null && limits.isOver()) {
      throw new RefusedException(RefusalCode.ROW_TOO_LARGE, "", "Has too many bytes");
    }
    if (row != null && refusal != null) {
      throw refusal;
    }
    return row;
  }

  private @Nullable Map<?, ?> read() throws IOException {
    try {
      RecordReader<Map<?, ?>> rows = reader();
      if (rows == null) {
        return null;
      }
      limits.begin();
      left--;
      return rows.read();
    } catch (RuntimeException e) {
      throw damaged(e);
    } catch (OutOfMemoryError e) {
      // A run of values says how many it has, and room is made for them before they are read.
      throw new TableException("The Parquet file is damaged: it asks for too much memory", e);
    }
  }

  private @Nullable RecordReader<Map<?, ?>> reader() throws IOException {
    while (left == 0) {
      if (!groups.hasNext()) {
        return null;
      }
      RowGroup group = groups.next();
      left = group.getNum_rows();
      if (left > 0) {
        var pages = new RowGroupPages(group, tree.message(), file, footer.begin());
        reader = columns.getRecordReader(pages, materializer);
      }
    }
    return reader;
  }

  /** The library says in many ways that it cannot read; what is said here it may wrap. */
  private static IOException damaged(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UncheckedIOException unchecked) {
        return Objects.requireNonNull(unchecked.getCause());
      }
    }
    String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new TableException("The Parquet file is damaged: " + what, e);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Hands on what the root has made. */
  private static final class Rows extends RecordMaterializer<Map<?, ?>> {
    private final StructConverter root;
    private Map<?, ?> current = new HashMap<>();

    Rows(ColumnTree tree, RowLimits limits) throws TableException {
      Slot whole = value -> current = value instanceof Map<?, ?> row ? row : Map.of();
      this.root = new StructConverter(tree, limits, whole);
    }

    @Override
    public Map<?, ?> getCurrentRecord() {
      return current;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }
}
