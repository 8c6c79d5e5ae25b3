package io.millrace.udfs.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an index says of itself in the {@code _meta} of its mapping: for what it was made, and why
 * it is not what the ontology asks for.
 *
 * @param ontology version that it was last held against
 * @param made the fields that it was told of; null for one that guesses, as the ontology did not
 *     have its type when it was made
 * @param rebuild what only a new index can mend, for people; none where nothing is
 */
public record IndexState(long ontology, @Nullable IndexMapping made, List<String> rebuild) {
  private static final String META = "millrace";
  private static final String FIELDS = "fields";

  public IndexState {
    rebuild = List.copyOf(rebuild);
  }

  /** A new index of these fields. */
  public static IndexState made(long ontology, IndexMapping mapping) {
    return new IndexState(ontology, mapping, List.of());
  }

  /**
   * What an index says.
   *
   * @param meta the {@code _meta} of its mapping; missing or of others where it says nothing
   */
  public static IndexState of(JsonNode meta) {
    JsonNode own = meta.path(META);
    List<String> rebuild = new ArrayList<>();
    own.path("rebuild").forEach(reason -> rebuild.add(reason.asText()));
    IndexMapping made = own.has(FIELDS) ? IndexMapping.ofFields(own.path(FIELDS)) : null;
    return new IndexState(own.path("ontology").asLong(), made, rebuild);
  }

  /** The {@code _meta} of the mapping. */
  public ObjectNode toMeta() {
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    ObjectNode own = meta.putObject(META).put("ontology", ontology);
    ArrayNode reasons = own.putArray("rebuild");
    rebuild.forEach(reasons::add);
    if (made != null) {
      own.set(FIELDS, made.toFields());
    }
    return meta;
  }

  /** The fields that are wanted and not there: an index takes them as it stands. */
  public IndexMapping missing(IndexMapping wanted) {
    SortedMap<String, JsonNode> missing = new TreeMap<>();
    if (made != null) {
      missing.putAll(wanted.fields());
      missing.keySet().removeAll(made.fields().keySet());
    }
    return new IndexMapping(missing);
  }

  /** What it says once the missing fields are added. */
  public IndexState against(long version, IndexMapping wanted) {
    if (made == null) {
      return new IndexState(
          version, null, List.of("made before the ontology had its type: its fields are guesses"));
    }
    List<String> reasons = new ArrayList<>();
    wanted
        .fields()
        .forEach(
            (path, field) -> {
              JsonNode present = made.fields().get(path);
              if (present != null && !present.equals(field)) {
                reasons.add(path + ": " + present + " instead of " + field);
              }
            });
    return new IndexState(version, made.with(missing(wanted)), reasons);
  }
}
