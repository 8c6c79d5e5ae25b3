package io.millrace.udfs.dataset.infer;

import java.util.List;
import java.util.Map;

/**
 * What is proposed for tables.
 *
 * @param ontology its document, as JSON
 * @param mappings object mappings as JSON, by the id of the data set that each is for
 * @param primaryKeys by table, in their order
 * @param foreignKeys by table and column
 * @param notes what is left out, and why
 */
public record TableProposal(
    String ontology,
    Map<String, String> mappings,
    List<PrimaryKey> primaryKeys,
    List<ForeignKey> foreignKeys,
    List<String> notes) {}
