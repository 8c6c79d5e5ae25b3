package io.millrace.local.projection;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an audit found, by index. */
final class AuditReport {
  /** More than anybody reads; the counts say how many there were. */
  private static final int SHOWN = 20;

  private final Map<String, Counts> byAlias = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();

  private static final class Counts {
    private final Map<Difference, Long> differences = new EnumMap<>(Difference.class);
    private long checked;
    private long expected;
    private long present;
    private long expectedSum;
    private long presentSum;
    private long repaired;

    private long differing() {
      return differences.values().stream().mapToLong(Long::longValue).sum();
    }

    private String kinds() {
      return differences.isEmpty()
          ? ""
          : differences.entrySet().stream()
              .map(entry -> entry.getValue() + " " + entry.getKey().word())
              .collect(Collectors.joining(", ", " (", ")"));
    }
  }

  private Counts of(String alias) {
    return byAlias.computeIfAbsent(alias, a -> new Counts());
  }

  void compared(
      DocumentKey key, @Nullable DocumentState expected, @Nullable DocumentState present) {
    Counts counts = of(key.alias());
    counts.checked++;
    if (expected != null) {
      counts.expected++;
      counts.expectedSum += sum(key, expected);
    }
    if (present != null) {
      counts.present++;
      counts.presentSum += sum(key, present);
    }
  }

  /** Of a set of documents the sum says whether it is the same, whatever their order. */
  private static long sum(DocumentKey key, DocumentState state) {
    long mixed = (key.hashCode() * 31L + state.version()) * 0x9e3779b97f4a7c15L ^ state.hash();
    return mixed ^ mixed >>> 29;
  }

  void differs(DocumentKey key, @Nullable Difference difference) {
    if (difference == null) {
      return;
    }
    of(key.alias()).differences.merge(difference, 1L, Long::sum);
    if (examples.size() < SHOWN) {
      examples.add(difference.word() + "  " + key);
    }
  }

  void repaired(String alias) {
    of(alias).repaired++;
  }

  /** Documents of all indexes that were compared, there or expected. */
  long checked() {
    return byAlias.values().stream().mapToLong(counts -> counts.checked).sum();
  }

  long differing() {
    return byAlias.values().stream().mapToLong(Counts::differing).sum();
  }

  long repaired() {
    return byAlias.values().stream().mapToLong(counts -> counts.repaired).sum();
  }

  /** Differences that stay. */
  long left() {
    return differing() - repaired();
  }

  void print(PrintWriter out) {
    examples.forEach(out::println);
    if (differing() > examples.size()) {
      out.println("…");
    }
    byAlias.forEach(
        (alias, counts) ->
            out.printf(
                "%s: %d checked, %d differing%s, %d repaired; events %d #%016x, index %d #%016x%n",
                alias,
                counts.checked,
                counts.differing(),
                counts.kinds(),
                counts.repaired,
                counts.expected,
                counts.expectedSum,
                counts.present,
                counts.presentSum));
    out.printf("%d checked, %d differing, %d repaired%n", checked(), differing(), repaired());
    out.flush();
  }
}
