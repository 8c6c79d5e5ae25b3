package io.millrace.local.map;

import io.millrace.udfs.inference.Candidate;
import io.millrace.udfs.inference.Proposal;
import io.millrace.udfs.inference.ProposedField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A proposal for people: each part with how sure it is, and why. */
final class ProposalTable {
  private static final int SHOWN = 3;

  private ProposalTable() {}

  static List<String> lines(Proposal proposal) {
    List<String> lines = new ArrayList<>();
    int name = 8;
    int type = 4;
    for (ProposedField field : proposal.fields()) {
      name = Math.max(name, field.name().length());
      type = Math.max(type, type(field).length());
    }
    String row = "%-" + name + "s  %-" + type + "s  %-6s  %-10s  %-9s  %s";
    lines.add(row.formatted("property", "type", "unit", "confidence", "present", "because"));
    for (ProposedField field : proposal.fields()) {
      lines.add(
          row.formatted(
              field.name(),
              type(field),
              field.unit() == null ? "" : field.unit(),
              number(field.confidence()),
              field.present() + "/" + field.samples(),
              String.join("; ", field.reasons())));
    }
    candidates("object id", "the device's own id", proposal.objectId(), lines);
    candidates("observed at", "when Kafka gets it", proposal.observedAt(), lines);
    proposal.notes().forEach(note -> lines.add("note: " + note));
    lines.add(proposal.mapped() + " of " + proposal.samples() + " samples are mapped");
    return lines;
  }

  private static void candidates(
      String what, String otherwise, List<Candidate> candidates, List<String> lines) {
    if (candidates.isEmpty()) {
      lines.add(what + ": " + otherwise);
    }
    for (Candidate candidate : candidates.subList(0, Math.min(SHOWN, candidates.size()))) {
      lines.add(
          what
              + ": "
              + candidate.expression()
              + "  "
              + number(candidate.confidence())
              + "  "
              + candidate.reason());
    }
  }

  private static String type(ProposedField field) {
    return field.items() == null ? field.type() : field.type() + " of " + field.items();
  }

  private static String number(double confidence) {
    return String.format(Locale.ROOT, "%.2f", confidence);
  }
}
