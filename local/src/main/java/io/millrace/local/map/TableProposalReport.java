package io.millrace.local.map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.udfs.dataset.infer.ForeignKey;
import io.millrace.udfs.dataset.infer.PrimaryKey;
import io.millrace.udfs.dataset.infer.TableProposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A proposal for tables: its documents, and for people how sure each key is. */
final class TableProposalReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TableProposalReport() {}

  static List<String> lines(TableProposal proposal) {
    List<String> lines = new ArrayList<>();
    lines.add(line("primary key", "rows", "confidence", ""));
    for (PrimaryKey key : proposal.primaryKeys()) {
      String columns = key.table() + "(" + String.join(", ", key.columns()) + ")";
      lines.add(line(columns, Long.toString(key.rows()), number(key.confidence()), ""));
    }
    lines.add("");
    lines.add(line("foreign key", "found", "confidence", "because it"));
    for (ForeignKey key : proposal.foreignKeys()) {
      String columns = key.table() + "." + key.column() + " -> " + key.target();
      String found = key.found() + "/" + key.values();
      lines.add(line(columns, found, number(key.confidence()), key.reason()));
    }
    proposal.notes().forEach(note -> lines.add("note: " + note));
    return lines;
  }

  private static String line(String what, String count, String confidence, String reason) {
    return "%-52s %11s  %-10s  %s".formatted(what, count, confidence, reason).stripTrailing();
  }

  private static String number(double confidence) {
    return String.format(Locale.ROOT, "%.2f", confidence);
  }

  /** All documents as one: {@code {"ontology": {…}, "objectMappings": {"orders": {…}}}}. */
  static String document(TableProposal proposal) throws IOException {
    ObjectNode document = JSON.createObjectNode();
    document.set("ontology", JSON.readTree(proposal.ontology()));
    ObjectNode mappings = document.putObject("objectMappings");
    for (Map.Entry<String, String> mapping : proposal.mappings().entrySet()) {
      mappings.set(mapping.getKey(), JSON.readTree(mapping.getValue()));
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  /** Writes {@code ontology.json} and {@code object-mappings/ID.json} into a folder. */
  static void write(TableProposal proposal, Path folder) throws IOException {
    Path mappings = Files.createDirectories(folder.resolve("object-mappings"));
    Files.writeString(folder.resolve("ontology.json"), proposal.ontology() + "\n");
    for (Map.Entry<String, String> mapping : proposal.mappings().entrySet()) {
      Files.writeString(mappings.resolve(mapping.getKey() + ".json"), mapping.getValue() + "\n");
    }
  }
}
