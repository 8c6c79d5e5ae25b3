package io.millrace.jobs;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;

/** Bounded sources of values that need not be serializable, for clusters in this JVM. */
public final class ListSource {
  private static final Map<String, List<?>> LISTS = new ConcurrentHashMap<>();

  private ListSource() {}

  @SuppressWarnings("unchecked")
  public static <T> Source<T, ?, ?> of(TypeInformation<T> type, List<T> values) {
    String id = UUID.randomUUID().toString();
    LISTS.put(id, List.copyOf(values));
    return new DataGeneratorSource<>(
        index -> (T) LISTS.get(id).get(index.intValue()), values.size(), type);
  }
}
