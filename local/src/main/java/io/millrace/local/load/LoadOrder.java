package io.millrace.local.load;

import io.millrace.udfs.objectify.mapping.ObjectMapping;
import io.millrace.udfs.ontology.LinkType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The order in which tables are loaded: those that others refer to come first. Any order leads to
 * the same objects, but a link that comes before its other end dangles meanwhile, and that is told
 * and taken back.
 *
 * @param references the other tables that a table's links lead to, or that are joined to it; the
 *     tables in their order
 */
record LoadOrder(Map<DataTable, Set<DataTable>> references) {
  /** With fewer bytes it takes longer to wait than to tell of links that dangle. */
  private static final long FEW_BYTES = 1 << 20;

  /**
   * The order by the links and joins of object mappings. Of tables that refer to each other in a
   * circle, the first one in the list comes last.
   */
  static LoadOrder of(List<DataTable> tables, LoadDocuments documents) {
    Map<String, List<DataTable>> makers = new HashMap<>();
    for (DataTable table : tables) {
      mappings(table, documents)
          .flatMap(mapping -> mapping.objectTypes().stream())
          .distinct()
          .forEach(type -> makers.computeIfAbsent(type, t -> new ArrayList<>()).add(table));
    }
    Map<DataTable, Set<DataTable>> ordered = new LinkedHashMap<>();
    Set<DataTable> begun = new HashSet<>();
    for (DataTable table : tables) {
      add(table, t -> references(t, tables, documents, makers), begun, ordered);
    }
    return new LoadOrder(ordered);
  }

  private static Stream<ObjectMapping> mappings(DataTable table, LoadDocuments documents) {
    return documents.taking(table.dataset()).stream().map(LoadDocuments.Mapping::compiled);
  }

  /** In the order of the list. */
  private static Set<DataTable> references(
      DataTable table,
      List<DataTable> tables,
      LoadDocuments documents,
      Map<String, List<DataTable>> makers) {
    Set<DataTable> to = new HashSet<>();
    mappings(table, documents)
        .flatMap(mapping -> mapping.linkTypes().stream())
        .forEach(
            id -> {
              LinkType link = documents.ontology().linkType(id);
              to.addAll(link == null ? List.of() : makers.getOrDefault(link.other(), List.of()));
            });
    mappings(table, documents)
        .flatMap(mapping -> mapping.joinedTypes().stream())
        .forEach(type -> to.addAll(makers.getOrDefault(type, List.of())));
    to.remove(table);
    Set<DataTable> inOrder = new LinkedHashSet<>(tables);
    inOrder.retainAll(to);
    return inOrder;
  }

  /** A walk in depth, which leaves a table after all that it leads to but what is on its way. */
  private static void add(
      DataTable table,
      Function<DataTable, Set<DataTable>> references,
      Set<DataTable> begun,
      Map<DataTable, Set<DataTable>> ordered) {
    if (begun.add(table)) {
      Set<DataTable> to = references.apply(table);
      to.forEach(other -> add(other, references, begun, ordered));
      ordered.put(table, to);
    }
  }

  List<DataTable> tables() {
    return List.copyOf(references.keySet());
  }

  /**
   * Whether a table is large enough to wait, before it is loaded, for what it refers to.
   *
   * @param onItsWay whether a table is loaded and its objects may not be there yet
   */
  boolean isWorthWaiting(DataTable table, Predicate<DataTable> onItsWay) throws IOException {
    return Files.size(table.file()) > FEW_BYTES
        && references.getOrDefault(table, Set.of()).stream().anyMatch(onItsWay);
  }
}
