package io.millrace.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.StackException;
import io.millrace.local.api.DocumentFiles;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.objectify.mapping.MappedFrom;
import io.millrace.udfs.objectify.mapping.ObjectMapping;
import io.millrace.udfs.objectify.mapping.ObjectMappingCompiler;
import io.millrace.udfs.objectify.mapping.ObjectMappingFit;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.read.OntologyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An ontology and object mappings that fit it, as they lie in files.
 *
 * @param mappings by id
 */
public record LoadDocuments(
    JsonNode ontologyDocument, Ontology ontology, Map<String, Mapping> mappings) {

  /** An object mapping, and its document as it can be saved. */
  public record Mapping(JsonNode document, ObjectMapping compiled) {
    /** Whether it takes the rows of this data set. */
    boolean takes(String dataset) {
      return compiled.from() instanceof MappedFrom.Dataset from && from.id().equals(dataset);
    }
  }

  /**
   * Reads and checks them.
   *
   * @param mappings a file with an object mapping or a list of them, or a folder of such files
   * @throws StackException with all that is wrong with one of them
   */
  public static LoadDocuments read(Path ontology, Path mappings) throws IOException {
    JsonNode document = DocumentFiles.read(ontology);
    Ontology read;
    try {
      read = OntologyReader.read(document.toString(), 0).orThrow();
    } catch (DefinitionException e) {
      throw refused(ontology + " cannot be saved", e.problems());
    }
    Map<String, Mapping> all = new TreeMap<>();
    for (Path file : files(mappings)) {
      for (JsonNode mapping : each(DocumentFiles.read(file))) {
        Mapping compiled = compile(file, mapping, read);
        if (all.put(compiled.compiled().id(), compiled) != null) {
          throw new StackException(file + ": Two are called '" + compiled.compiled().id() + "'");
        }
      }
    }
    if (all.isEmpty()) {
      throw new StackException("There is no object mapping in " + mappings);
    }
    return new LoadDocuments(document, read, all);
  }

  /** The mappings that take the rows of a data set. */
  List<Mapping> taking(String dataset) {
    return mappings.values().stream().filter(mapping -> mapping.takes(dataset)).toList();
  }

  Collection<ObjectMapping> compiled() {
    return mappings.values().stream().map(Mapping::compiled).toList();
  }

  private static List<Path> files(Path mappings) throws IOException {
    if (!Files.isDirectory(mappings)) {
      return List.of(mappings);
    }
    try (Stream<Path> files = Files.list(mappings)) {
      return files.filter(file -> file.toString().matches(".*\\.(json|ya?ml)")).sorted().toList();
    }
  }

  private static List<JsonNode> each(JsonNode document) {
    List<JsonNode> each = new ArrayList<>();
    if (document.isArray()) {
      document.forEach(each::add);
    } else {
      each.add(document);
    }
    return each;
  }

  private static Mapping compile(Path file, JsonNode document, Ontology ontology) {
    String id = document.path("id").asText();
    Definition definition =
        new Definition(
            "object-mapping",
            id,
            1L,
            DefinitionState.ACTIVE,
            document.toString(),
            Instant.EPOCH,
            null);
    try {
      ObjectMapping mapping = new ObjectMappingCompiler().compile(definition);
      List<Problem> misfits = ObjectMappingFit.problems(mapping, ontology);
      if (!misfits.isEmpty()) {
        throw refused(file + ": '" + id + "' does not fit the ontology", misfits);
      }
      return new Mapping(document, mapping);
    } catch (DefinitionException e) {
      throw refused(file + ": '" + id + "' cannot be saved", e.problems());
    }
  }

  private static StackException refused(String what, List<Problem> problems) {
    return new StackException(
        problems.stream()
            .map(problem -> "\n  " + problem.path() + ": " + problem.reason())
            .collect(Collectors.joining("", what + ":", "")));
  }
}
