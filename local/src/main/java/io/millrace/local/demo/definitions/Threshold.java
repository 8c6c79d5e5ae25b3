package io.millrace.local.demo.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule of the demo says, read in the plainest way: above one number it opens, below another
 * it clears. The report judges alerts by this and not by the engine that raised them.
 *
 * @param ruleId id of the rule
 * @param field the property that is compared
 * @param opensAbove alerts open above this value
 * @param clearsBelow and clear below this one
 */
public record Threshold(String ruleId, String field, double opensAbove, double clearsBelow) {
  private static final Pattern ABOVE = Pattern.compile("([A-Za-z]\\w*) > (-?\\d+(?:\\.\\d+)?)");
  private static final Pattern BELOW = Pattern.compile("([A-Za-z]\\w*) < (-?\\d+(?:\\.\\d+)?)");

  /**
   * Reads a rule's document.
   *
   * @throws IllegalArgumentException if its conditions are not of the form {@code field > number}
   *     and {@code field < number} on one field
   */
  public static Threshold of(JsonNode rule) {
    Matcher above = ABOVE.matcher(rule.path("condition").asText());
    Matcher below = BELOW.matcher(rule.path("clear").asText());
    if (!above.matches() || !below.matches() || !above.group(1).equals(below.group(1))) {
      throw new IllegalArgumentException("Not a plain threshold with hysteresis: " + rule);
    }
    return new Threshold(
        rule.path("id").asText(),
        above.group(1),
        Double.parseDouble(above.group(2)),
        Double.parseDouble(below.group(2)));
  }

  /**
   * Whether an alert is open after a value.
   *
   * @param open whether it was before
   */
  public boolean openAfter(double value, boolean open) {
    return open ? !(value < clearsBelow) : value > opensAbove;
  }
}
