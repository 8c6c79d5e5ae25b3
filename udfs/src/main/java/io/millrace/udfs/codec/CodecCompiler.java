package io.millrace.udfs.codec;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.definition.Problem;
import java.util.List;
import java.util.Set;

/**
 * Reads a payload codec and loads its program once, in the sandbox, to see that it is one.
 *
 * <pre>{@code
 * {"id": "ct-100",
 *  "description": "Climate sensor CT-100",
 *  "language": "javascript",           // the default, and all that there is
 *  "source": "function decodeUplink(input) { … }"}
 * }</pre>
 */
public final class CodecCompiler implements DefinitionCompiler<CodecDefinition> {
  private static final Set<String> KNOWN = Set.of("id", "description", "language", "source");
  private static final String JAVASCRIPT = "javascript";

  @Override
  public CodecDefinition compile(Definition definition) throws DefinitionException {
    DocumentReader reader = DocumentReader.of(definition.getDocument());
    reader.only(KNOWN);
    String id = reader.id(definition, DocumentReader.ID);
    reader.textOrNull("description");
    reader.oneOf("language", List.of(JAVASCRIPT), JAVASCRIPT);
    String source = reader.text("source");
    if (!source.isEmpty()) {
      checkProgram(reader, id, source);
    }
    reader.check();
    return new CodecDefinition(id, definition.getVersion(), source);
  }

  private static void checkProgram(DocumentReader reader, String id, String source) {
    try {
      Codec.compile(id, source).close();
    } catch (DefinitionException e) {
      for (Problem problem : e.problems()) {
        reader.problem("source", problem.reason());
      }
    }
  }
}
