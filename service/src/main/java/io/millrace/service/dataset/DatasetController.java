package io.millrace.service.dataset;

import io.millrace.schemas.avro.DatasetMode;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.service.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Data sets over HTTP. */
@Tag(name = "Data sets", description = "Tables as files, each load a version.")
@RestController
@RequestMapping(path = "/api/v1/datasets", produces = MediaType.APPLICATION_JSON_VALUE)
class DatasetController {
  private static final String KEY =
      "The same key with the same content is the same version; with another it is a conflict.";

  private final DatasetLoader loader;
  private final DatasetFiles files;
  private final DatasetStore store;

  DatasetController(DatasetLoader loader, DatasetFiles files, DatasetStore store) {
    this.loader = loader;
    this.files = files;
    this.store = store;
  }

  @Operation(
      operationId = "loadDataset",
      summary = "Load a file as the next version of a data set",
      description =
          "The body is the file. Rows that cannot be read are counted and become dead letters; a"
              + " file that is no such table is refused.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/octet-stream",
                      schema = @Schema(type = "string", format = "binary"))))
  @ApiResponse(responseCode = "200", description = "The version that this key brought before")
  @ApiResponse(responseCode = "201", description = "A new version")
  @PostMapping(
      path = "/{id}/versions",
      consumes = {
        "application/octet-stream",
        "text/csv",
        "text/tab-separated-values",
        "text/plain",
        "application/json",
        "application/x-ndjson",
        "application/jsonl",
        "application/avro",
        "avro/binary",
        "application/vnd.apache.parquet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      })
  ResponseEntity<VersionView> load(
      @PathVariable String id,
      @Parameter(description = "Whether the file is the whole data set or adds to it.")
          @RequestParam(defaultValue = "snapshot")
          DatasetMode mode,
      @Parameter(
              description =
                  "csv, json-lines, json, excel, avro, parquet. Default: by file, then by type.")
          @RequestParam(required = false)
          @Nullable String format,
      @Parameter(description = "The file's name.") @RequestParam(required = false)
          @Nullable String file,
      @Parameter(description = "The sheet, or the member of a JSON document.")
          @RequestParam(required = false)
          @Nullable String table,
      @Parameter(description = KEY) @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false)
          @Nullable MediaType type,
      HttpServletRequest request)
      throws IOException {
    Upload upload = Upload.of(id, mode, format, file, table, type, key);
    files.checkSize(request.getContentLengthLong());
    DatasetLoader.Loaded loaded = loader.load(upload, request.getInputStream());
    VersionView view = VersionView.of(loaded.version());
    if (!loaded.made()) {
      return ResponseEntity.ok(view);
    }
    URI place = URI.create("/api/v1/datasets/" + id + "/versions/" + view.version());
    return ResponseEntity.created(place).body(view);
  }

  @Operation(operationId = "listDatasets", summary = "List data sets, each by its last version")
  @GetMapping
  VersionView.Listing list(Paging paging) {
    return VersionView.Listing.of(store.latest(paging.limit(), paging.offset()));
  }

  @Operation(operationId = "getDataset", summary = "Get the last version of a data set")
  @GetMapping("/{id}")
  VersionView get(@PathVariable String id) {
    return VersionView.of(store.latest(id).orElseThrow(() -> absent(id)));
  }

  @Operation(
      operationId = "listDatasetVersions",
      summary = "List the versions of a data set, newest first")
  @GetMapping("/{id}/versions")
  VersionView.Listing versions(@PathVariable String id, Paging paging) {
    DatasetStore.Page page = store.versions(id, paging.limit(), paging.offset());
    if (page.total() == 0) {
      throw absent(id);
    }
    return VersionView.Listing.of(page);
  }

  @Operation(operationId = "getDatasetVersion", summary = "Get a version of a data set")
  @GetMapping("/{id}/versions/{version}")
  VersionView version(@PathVariable String id, @PathVariable long version) {
    return VersionView.of(
        store.version(id, version).orElseThrow(() -> absent(id + "' at version '" + version)));
  }

  private static ProblemException absent(String id) {
    return new ProblemException(ProblemCode.NOT_FOUND, "There is no data set '" + id + "'");
  }
}
