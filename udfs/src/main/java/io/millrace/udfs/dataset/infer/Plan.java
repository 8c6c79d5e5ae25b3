package io.millrace.udfs.dataset.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What becomes an object type and what a link type: a table of two references and nothing else is a
 * link type of many to many, every other table with a key an object type.
 */
record Plan(Map<String, TypePlan> types, List<LinkPlan> links, List<String> notes) {
  /**
   * A table as an object type.
   *
   * @param id of the type
   * @param key its columns
   * @param references columns that become links
   */
  record TypePlan(
      String id, TableProfile table, List<ColumnProfile> key, List<ForeignKey> references) {}

  /**
   * A link type.
   *
   * @param table whose rows tell of the links
   * @param source the object type at whose objects they stand, {@code sourceKey} gives its key
   * @param targetColumn gives the key of the other end
   */
  record LinkPlan(
      String id,
      String name,
      String inverse,
      String table,
      String source,
      List<String> sourceKey,
      String target,
      String targetColumn,
      String cardinality) {}

  static Plan of(
      List<TableProfile> tables,
      Map<TableProfile, List<ColumnProfile>> keys,
      Map<TableProfile, List<ForeignKey>> references) {
    Map<String, TypePlan> types = new LinkedHashMap<>();
    List<TableProfile> associations = new ArrayList<>();
    Names names = new Names();
    for (TableProfile table : tables) {
      List<ColumnProfile> key = keys.getOrDefault(table, List.of());
      List<ForeignKey> of = references.getOrDefault(table, List.of());
      if (isAssociation(table, key, of)) {
        associations.add(table);
      } else if (!key.isEmpty()) {
        types.put(table.name(), new TypePlan(names.type(table), table, key, of));
      }
    }
    List<String> notes = new ArrayList<>();
    List<LinkPlan> links = new ArrayList<>();
    for (TypePlan type : types.values()) {
      for (ForeignKey reference : type.references()) {
        TypePlan target = types.get(reference.target());
        if (target != null) {
          links.add(link(names, type, reference, target));
        }
      }
    }
    for (TableProfile table : associations) {
      List<ForeignKey> ends = references.getOrDefault(table, List.of());
      TypePlan source = types.get(ends.get(0).target());
      TypePlan target = types.get(ends.get(1).target());
      if (source == null || target == null) {
        notes.add(table.name() + " links what has no object type, so it is left out");
      } else {
        links.add(association(names, table, ends, source, target));
      }
    }
    return new Plan(types, List.copyOf(links), List.copyOf(notes));
  }

  private static boolean isAssociation(
      TableProfile table, List<ColumnProfile> key, List<ForeignKey> references) {
    return table.columns().size() == 2
        && key.size() == 2
        && references.size() == 2
        && references.stream().noneMatch(reference -> reference.target().equals(table.name()));
  }

  private static LinkPlan link(Names names, TypePlan type, ForeignKey reference, TypePlan target) {
    String role = names.role(reference, target);
    boolean usual = role.equals(target.id());
    String many = Words.plural(type.id());
    String cardinality = reference.unique() && isKey(type, reference) ? "1:1" : "n:1";
    return new LinkPlan(
        names.link(type.id() + "-" + role),
        names.end(type.id(), role),
        names.end(target.id(), usual ? many : many + "-by-" + role),
        type.table().name(),
        type.id(),
        type.key().stream().map(ColumnProfile::name).toList(),
        target.id(),
        reference.column(),
        cardinality);
  }

  /** That values are different so far makes no rule, but for a key. */
  private static boolean isKey(TypePlan type, ForeignKey reference) {
    return type.key().size() == 1 && type.key().get(0).name().equals(reference.column());
  }

  private static LinkPlan association(
      Names names, TableProfile table, List<ForeignKey> ends, TypePlan source, TypePlan target) {
    return new LinkPlan(
        names.link(names.kebab(table.words())),
        names.end(source.id(), Words.plural(target.id())),
        names.end(target.id(), Words.plural(source.id())),
        table.name(),
        source.id(),
        List.of(ends.get(0).column()),
        target.id(),
        ends.get(1).column(),
        "n:m");
  }

  /** Whether a column became a link. */
  boolean isLink(TypePlan type, String column) {
    return links.stream()
        .anyMatch(
            link ->
                Objects.equals(link.table(), type.table().name())
                    && link.targetColumn().equals(column));
  }
}
