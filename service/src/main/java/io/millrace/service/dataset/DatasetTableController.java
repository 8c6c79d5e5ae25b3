package io.millrace.service.dataset;

import io.millrace.service.definition.JsonDocuments;
import io.millrace.service.extract.TableDefinition;
import io.millrace.service.extract.TableDefinitions;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tables of databases as data sets, over HTTP. */
@Tag(name = "Data sets")
@RestController
@RequestMapping(path = "/api/v1/datasets/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class DatasetTableController {
  private static final String EXAMPLE =
      "{\"connection\": \"erp\", \"table\": \"orders\", \"mode\": \"increment\","
          + " \"by\": \"changed_at\", \"every\": \"PT10M\"}";

  private final DatasetTableStore tables;
  private final TableDefinitions definitions;
  private final TableExtractor extractor;

  DatasetTableController(
      DatasetTableStore tables, TableDefinitions definitions, TableExtractor extractor) {
    this.tables = tables;
    this.definitions = definitions;
    this.extractor = extractor;
  }

  @Operation(
      operationId = "getDatasetTable",
      summary = "Get which table of a database a data set is, and how far it is read")
  @GetMapping("/table")
  DatasetTableView get(@PathVariable String id) {
    return DatasetTableView.of(tables.find(id).orElseThrow(() -> absent(id)));
  }

  @Operation(
      operationId = "putDatasetTable",
      summary = "Say which table of a database a data set is",
      description =
          "The connection is one of the service's settings. Another table, column or query begins"
              + " increments anew.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "object", example = EXAMPLE))))
  @ApiResponse(responseCode = "200", description = "Replaced")
  @ApiResponse(responseCode = "201", description = "New")
  @PutMapping(path = "/table", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<DatasetTableView> put(@PathVariable String id, @RequestBody byte[] body) {
    if (!DocumentReader.ID.matcher(id).matches()) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER, "The id of a data set must match " + DocumentReader.ID);
    }
    String json = JsonDocuments.json(body);
    TableDefinition definition = read(json);
    boolean keepMark =
        tables
            .find(id)
            .map(before -> definitions.stored(before.definition()))
            .filter(definition::readsTheSameAs)
            .isPresent();
    boolean made = tables.put(id, json, keepMark);
    return ResponseEntity.status(made ? HttpStatus.CREATED : HttpStatus.OK).body(get(id));
  }

  private TableDefinition read(String json) {
    try {
      return definitions.check(json);
    } catch (DefinitionException e) {
      throw new ProblemException(
          ProblemCode.INVALID_DEFINITION,
          "The definition of the table cannot be used",
          Map.of("errors", e.problems()));
    }
  }

  @Operation(
      operationId = "removeDatasetTable",
      summary = "Read a table no more",
      description = "The versions that were read stay.")
  @ApiResponse(responseCode = "204", description = "Removed")
  @DeleteMapping("/table")
  ResponseEntity<Void> remove(@PathVariable String id) {
    if (!tables.remove(id)) {
      throw absent(id);
    }
    return ResponseEntity.noContent().build();
  }

  @Operation(
      operationId = "extractDatasetTable",
      summary = "Read the table now",
      description =
          "The answer comes when it is read. Where nothing is new there is no version: 200.")
  @ApiResponse(responseCode = "200", description = "Nothing is new")
  @ApiResponse(responseCode = "201", description = "A new version")
  @PostMapping("/table:extract")
  ResponseEntity<DatasetTableView.Extraction> extract(
      @PathVariable String id,
      @Parameter(
              description =
                  "All of it as a snapshot, changed or not: what it lacks vanishes, and increments"
                      + " go on from there.")
          @RequestParam(defaultValue = "false")
          boolean full) {
    DatasetTableView.Extraction done = DatasetTableView.Extraction.of(extractor.extract(id, full));
    VersionView version = done.version();
    if (!done.made() || version == null) {
      return ResponseEntity.ok(done);
    }
    URI place = URI.create("/api/v1/datasets/" + id + "/versions/" + version.version());
    return ResponseEntity.created(place).body(done);
  }

  private static ProblemException absent(String id) {
    return new ProblemException(
        ProblemCode.NOT_FOUND, "Data set '" + id + "' is no table of a database");
  }
}
