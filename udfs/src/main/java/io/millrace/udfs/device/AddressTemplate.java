package io.millrace.udfs.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic or URL with placeholders: {@code {device}}, {@code {gateway}} (the device whose transport
 * it is), {@code {type}} (the device's), {@code {command}} (its name) and {@code {fPort}} (the
 * LoRaWAN port). What fills them in needs no escapes, neither in a topic nor in a URL's path: ids
 * and names allow no character that would.
 */
public record AddressTemplate(String text) {
  static final Set<String> PLACEHOLDERS = Set.of("command", "device", "fPort", "gateway", "type");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  /** The address with every placeholder filled in. */
  public String fill(Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
  }

  /** The placeholders that nothing fills in, and braces that belong to none. */
  List<String> unknown() {
    return unknown(PLACEHOLDERS);
  }

  List<String> unknown(Set<String> known) {
    List<String> unknown = new ArrayList<>();
    for (Matcher found = PLACEHOLDER.matcher(text); found.find(); ) {
      if (!known.contains(found.group(1))) {
        unknown.add(found.group());
      }
    }
    String rest = PLACEHOLDER.matcher(text).replaceAll("");
    if (rest.contains("{") || rest.contains("}")) {
      unknown.add("a brace without its other half");
    }
    return unknown;
  }

  /** The text with a letter in every placeholder's place, to check the form of the rest. */
  String sample() {
    return PLACEHOLDER.matcher(text).replaceAll("x");
  }
}
