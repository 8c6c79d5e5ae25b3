package io.millrace.udfs.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an alert comes out again when its rule judges the same observations once more.
 *
 * @param same whether it is the same, byte for byte, as its document in the index
 * @param stored the alert as it is in the index
 * @param again the alert as it came out now; null if it did not
 * @param differences what is not the same
 * @param observations that were judged, from the first that the alert names (or before) to the last
 * @param missing events that the alert names and that are stored no longer
 */
public record Explanation(
    boolean same,
    JsonNode stored,
    @Nullable JsonNode again,
    List<Difference> differences,
    long observations,
    List<String> missing) {

  /** A field of the alert, with its value then and now; null where there is none. */
  public record Difference(String field, @Nullable JsonNode stored, @Nullable JsonNode again) {}
}
