package io.millrace.local.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Letters and groups for people, one a line. */
final class LetterTable {
  private static final int WIDEST = 60;
  private final PrintWriter out;

  LetterTable(PrintWriter out) {
    this.out = out;
  }

  void letters(JsonNode listing) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ID", "REFUSED AT", "CODE", "SOURCE", "DEVICE", "MAPPING", "TRY", "REASON"));
    for (JsonNode letter : listing.path("items")) {
      rows.add(
          List.of(
              letter.path("id").asText(),
              time(letter.path("at")),
              letter.path("code").asText(),
              text(letter.path("source")),
              text(letter.path("device")),
              mapping(letter),
              letter.path("attempt").asText(),
              text(letter.path("reason"))));
    }
    print(rows);
    out.println(
        number(listing.path("items").size())
            + " of "
            + number(listing.path("total").asLong())
            + " letters");
  }

  void groups(JsonNode listing, List<String> by) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("LETTERS"));
    by.forEach(name -> head.add(name.toUpperCase(Locale.ROOT)));
    head.addAll(List.of("FIRST", "LAST", "SAMPLE", "REASON"));
    rows.add(head);
    for (JsonNode group : listing.path("items")) {
      List<String> row = new ArrayList<>();
      row.add(number(group.path("count").asLong()));
      by.forEach(name -> row.add(text(group.path("by").path(name))));
      row.add(time(group.path("first")));
      row.add(time(group.path("last")));
      row.add(group.path("sample").path("id").asText());
      row.add(text(group.path("sample").path("reason")));
      rows.add(row);
    }
    print(rows);
    long total = listing.path("total").asLong();
    out.println(
        number(listing.path("letters").asLong())
            + " letters in "
            + number(total)
            + (total == 1 ? " group" : " groups"));
  }

  /** With thousands set apart. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** In one line, without what would change the terminal's state. */
  static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "-";
    }
    return text(value.asText());
  }

  static String text(String value) {
    return value.replaceAll("\\p{Cntrl}+", " ");
  }

  private void print(List<List<String>> rows) {
    int columns = rows.get(0).size();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns - 1; i++) {
        line.append(pad(cut(row.get(i)), width(rows, i))).append("  ");
      }
      out.println(line + cut(row.get(columns - 1)));
    }
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> cut(row.get(column)).length()).max().orElse(0);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String cut(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }

  private static String mapping(JsonNode letter) {
    return letter.hasNonNull("definitionId")
        ? text(letter.path("definitionId")) + " v" + letter.path("definitionVersion").asText()
        : "-";
  }

  private static String time(JsonNode instant) {
    return Instant.parse(instant.asText()).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
