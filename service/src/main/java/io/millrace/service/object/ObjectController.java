package io.millrace.service.object;

import io.millrace.service.search.Deleted;
import io.millrace.service.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Objects over HTTP. */
@Tag(name = "Objects", description = "What the streams say about the world, as typed objects.")
@RestController
@RequestMapping(path = "/api/v1/objects", produces = MediaType.APPLICATION_JSON_VALUE)
class ObjectController {
  private static final int LONGEST_TEXT = 512;
  private static final int LONGEST_ID = 512;
  private final ObjectSearch search;

  ObjectController(ObjectSearch search) {
    this.search = search;
  }

  @Operation(operationId = "searchObjects", summary = "Search objects of a type")
  @GetMapping("/{type}")
  ObjectView.Listing search(
      @PathVariable String type,
      @Parameter(
              description =
                  "Words that must all occur in the object, the last as a beginning; or the"
                      + " beginning of its id. Nothing in it is an operator.")
          @RequestParam(required = false)
          @Nullable String q,
      @Parameter(
              description =
                  "property:op:value with op one of eq, ne, gt, gte, lt, lte, near, like; repeat it"
                      + " for more, all must hold. Times are ISO 8601 with offset.",
              example = "temperature:gt:90")
          @RequestParam(required = false)
          @Nullable List<String> filter,
      @Parameter(
              description =
                  "property:asc or property:desc; id, seq, createdAt and updatedAt are the"
                      + " object's own. Default: best match, without q the latest change.",
              example = "temperature:desc")
          @RequestParam(required = false)
          @Nullable String sort,
      @Parameter(description = "true: with objects that are deleted; only: those alone.")
          @RequestParam(defaultValue = "false")
          Deleted deleted,
      Paging paging) {
    if (q != null && q.length() > LONGEST_TEXT) {
      throw Filter.invalid("q may have " + LONGEST_TEXT + " characters");
    }
    return search.search(
        new ObjectQuery(
            type,
            q,
            Filter.parse(filter),
            sort == null ? null : ObjectQuery.Sort.parse(sort),
            deleted,
            paging.limit(),
            paging.offset()));
  }

  @Operation(operationId = "getObject", summary = "Get an object")
  @GetMapping("/{type}/{id}")
  ResponseEntity<ObjectView> get(@PathVariable String type, @PathVariable String id) {
    if (id.length() > LONGEST_ID) {
      throw Filter.invalid("An id may have " + LONGEST_ID + " characters");
    }
    ObjectView object = search.get(type, id);
    return ResponseEntity.ok().eTag("\"" + object.seq() + "\"").body(object);
  }
}
