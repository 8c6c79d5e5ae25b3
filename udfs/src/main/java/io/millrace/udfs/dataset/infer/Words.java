package io.millrace.udfs.dataset.infer;

import io.millrace.udfs.inference.NameHints;
import io.millrace.udfs.inference.Tokens;
import java.util.List;
import java.util.Set;

/** What the words of names of tables and columns say. */
final class Words {
  private static final Set<String> IDENTITY =
      Set.of("id", "ids", "key", "code", "uuid", "guid", "no", "nr", "number", "sk", "pk", "fk");
  private static final Set<String> ORDER =
      Set.of("sequence", "seq", "line", "lineno", "position", "pos", "index", "ordinal", "rank");

  /** Words of a column that refers to another row of its own table. */
  private static final Set<String> ABOVE =
      Set.of("parent", "reports", "manager", "supervisor", "boss", "predecessor", "successor");

  /** Words that end with an s in the singular. */
  private static final Set<String> NO_PLURAL_ENDINGS = Set.of("ss", "us", "is");

  private Words() {}

  /** The words of a table's name, each in the singular: {@code order_details} is order, detail. */
  static List<String> singular(String name) {
    return Tokens.of(name).stream().map(Words::singularOf).toList();
  }

  private static String singularOf(String word) {
    if (word.length() < 4 || !word.endsWith("s")) {
      return word;
    }
    String last = word.substring(word.length() - 2);
    if (NO_PLURAL_ENDINGS.contains(last)) {
      return word;
    }
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    boolean es =
        word.endsWith("sses")
            || word.endsWith("shes")
            || word.endsWith("ches")
            || word.endsWith("xes");
    return word.substring(0, word.length() - (es ? 2 : 1));
  }

  static String plural(String word) {
    if (word.endsWith("y")
        && word.length() > 1
        && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    boolean es =
        word.endsWith("s") || word.endsWith("x") || word.endsWith("ch") || word.endsWith("sh");
    return word + (es ? "es" : "s");
  }

  /** Whether the last word says that the value stands for something. */
  static boolean identity(List<String> words) {
    return !words.isEmpty() && IDENTITY.contains(words.get(words.size() - 1));
  }

  /** The words without those at the end that say that the value stands for something. */
  static List<String> stem(List<String> words) {
    int end = words.size();
    while (end > 0 && IDENTITY.contains(words.get(end - 1))) {
      end--;
    }
    return words.subList(0, end);
  }

  static boolean order(List<String> words) {
    return words.stream().anyMatch(ORDER::contains);
  }

  static boolean above(List<String> words) {
    return words.stream().anyMatch(ABOVE::contains);
  }

  static boolean time(String name) {
    return NameHints.time(name);
  }

  static boolean endsWith(List<String> words, List<String> end) {
    return !end.isEmpty()
        && words.size() >= end.size()
        && words.subList(words.size() - end.size(), words.size()).equals(end);
  }
}
