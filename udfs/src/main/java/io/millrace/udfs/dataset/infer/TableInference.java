package io.millrace.udfs.dataset.infer;

import io.millrace.udfs.inference.Confidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Proposes an ontology and object mappings for tables that belong together. */
public final class TableInference {
  /** More columns of a key say less: each could be left out in the next rows. */
  private static final double COMPOSITE = 0.8;

  /** A key that rather refers to another table. */
  private static final double FOREIGN = 0.3;

  private final String name;
  private final List<TableProfile> tables = new ArrayList<>();
  private final Map<TableProfile, List<ColumnProfile>> columns = new LinkedHashMap<>();
  private final Map<TableProfile, PrimaryKey> keys = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private TableInference(String name) {
    this.name = name;
  }

  /**
   * Reads all tables and proposes.
   *
   * @param name of the ontology, as {@link io.millrace.udfs.definition.DocumentReader#ID}
   */
  public static TableProposal propose(String name, List<NamedTable> tables) throws IOException {
    TableInference inference = new TableInference(name);
    for (NamedTable table : tables) {
      inference.tables.add(TableProfile.of(table));
    }
    return inference.proposal();
  }

  private TableProposal proposal() throws IOException {
    for (TableProfile table : tables) {
      findKey(table);
    }
    ReferenceFinder references = new ReferenceFinder(tables, columns);
    Map<TableProfile, List<ForeignKey>> found = new LinkedHashMap<>();
    tables.forEach(table -> found.put(table, references.of(table)));
    Plan plan = Plan.of(tables, columns, found);
    Documents documents = new Documents(name, plan);
    notes.addAll(plan.notes());
    return new TableProposal(
        documents.ontology(),
        documents.mappings(),
        List.copyOf(keys.values()),
        found.values().stream().flatMap(List::stream).toList(),
        List.copyOf(notes));
  }

  private void findKey(TableProfile table) throws IOException {
    if (table.unreadable() > 0) {
      notes.add(table.name() + ": " + table.unreadable() + " rows cannot be read");
    }
    if (table.rows() == 0) {
      notes.add(table.name() + " has no rows, so nothing is proposed for it");
      return;
    }
    KeyFinder.Single single = new KeyFinder(tables).single(table);
    double rows = Confidence.of(table.rows(), table.rows());
    if (single != null && !single.foreign()) {
      take(table, List.of(single.column()), rows * single.name());
      return;
    }
    List<ColumnProfile> composite = CompositeKeyFinder.find(table);
    if (!composite.isEmpty()) {
      take(table, composite, rows * COMPOSITE);
    } else if (single != null) {
      take(table, List.of(single.column()), rows * FOREIGN);
    } else {
      notes.add(table.name() + " has no key: no column or few columns tell its rows apart");
    }
  }

  private void take(TableProfile table, List<ColumnProfile> key, double confidence) {
    columns.put(table, key);
    List<String> names = key.stream().map(ColumnProfile::name).toList();
    double rounded = Math.round(confidence * 100) / 100.0;
    keys.put(table, new PrimaryKey(table.name(), names, table.rows(), rounded));
  }
}
