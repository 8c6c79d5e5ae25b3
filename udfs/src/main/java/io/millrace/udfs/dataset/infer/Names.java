package io.millrace.udfs.dataset.infer;

import io.millrace.udfs.inference.Tokens;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names of object types and link types, each once. */
final class Names {
  private static final int LONGEST = 90;
  private final Set<String> types = new HashSet<>();
  private final Set<String> links = new HashSet<>();
  private final Set<String> ends = new HashSet<>();

  /** An object type: the table's name in the singular. */
  String type(TableProfile table) {
    return free(kebab(table.words()), types);
  }

  String link(String wish) {
    return free(wish, links);
  }

  /** What a link is called at one of its object types. */
  String end(String type, String wish) {
    String name = wish;
    for (int n = 2; !ends.add(type + "/" + name); n++) {
      name = wish + "-" + n;
    }
    return name;
  }

  /** What a reference makes of its target: {@code reports-to}; where it says nothing, the type. */
  String role(ForeignKey reference, Plan.TypePlan target) {
    List<String> words = Words.stem(Tokens.of(reference.column()));
    return words.isEmpty() ? target.id() : kebab(words);
  }

  /** Words as an id: small letters and digits, beginning with a letter. */
  String kebab(List<String> words) {
    String joined = String.join("-", words).replaceAll("[^a-z0-9-]", "");
    String id = joined.isEmpty() || !Character.isLetter(joined.charAt(0)) ? "t" + joined : joined;
    return id.length() <= LONGEST ? id : id.substring(0, LONGEST);
  }

  private static String free(String wish, Set<String> taken) {
    String name = wish;
    for (int n = 2; !taken.add(name); n++) {
      name = wish + "-" + n;
    }
    return name;
  }
}
