package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists in bytes: their size, then the elements. */
final class Lists {
  private Lists() {}

  interface Writer<T> {
    void write(T element, DataOutput out) throws IOException;
  }

  interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  static <T> void write(List<T> list, DataOutput out, Writer<T> writer) throws IOException {
    PropertyCodec.writeCount(list.size(), out);
    for (T element : list) {
      writer.write(element, out);
    }
  }

  static <T> List<T> read(DataInput in, Reader<T> reader) throws IOException {
    int size = PropertyCodec.readCount(in);
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(reader.read(in));
    }
    return list;
  }
}
