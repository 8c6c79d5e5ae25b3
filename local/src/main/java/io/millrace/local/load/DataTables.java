package io.millrace.local.load;

import io.millrace.local.StackException;
import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.read.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables in a folder of files: one of each file, or of each sheet or member. */
public final class DataTables {
  private DataTables() {}

  /** By the names of the files; those whose ending tells no format are passed over. */
  public static List<DataTable> in(Path folder) throws IOException {
    List<DataTable> tables = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        TableFormat format = TableFormat.ofFile(file.getFileName().toString());
        if (format != null) {
          add(file, format, tables);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new StackException("There is no folder " + folder, e);
    }
    return tables;
  }

  private static void add(Path file, TableFormat format, List<DataTable> tables)
      throws IOException {
    String base = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    for (String name : names(file, format)) {
      tables.add(new DataTable(name.isEmpty() ? base : name, file, format, name));
    }
  }

  private static List<String> names(Path file, TableFormat format) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Tables.names(format, in);
    }
  }
}
