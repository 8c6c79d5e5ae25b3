package io.millrace.service.object;

import io.millrace.service.search.Deleted;
import io.millrace.service.web.Paging;
import io.millrace.service.web.Wait;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
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

  /** As long as an event needs to the index when nothing is wrong. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ObjectSearch search;
  private final ObjectReader reader;
  private final ObjectPast past;
  private final Clock clock;

  ObjectController(ObjectSearch search, ObjectReader reader, ObjectPast past, Clock clock) {
    this.search = search;
    this.reader = reader;
    this.past = past;
    this.clock = clock;
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

  @Operation(
      operationId = "getObject",
      summary = "Get an object",
      description =
          "As the index has it. With the token of an edit it is not older than that edit: the"
              + " answer waits for the index, and then comes from the object's events. With seq or"
              + " at it is as it was.")
  @GetMapping("/{type}/{id}")
  ResponseEntity<ObjectAnswer> get(
      @PathVariable String type,
      @PathVariable String id,
      @Parameter(description = "Of an edit that was applied to this object.")
          @RequestParam(required = false)
          @Nullable String token,
      @Parameter(description = "The same as a header.")
          @RequestHeader(name = "Millrace-Token", required = false)
          @Nullable String tokenHeader,
      @Parameter(description = "How long to wait for the index: 500ms, 5s; at most 30s.")
          @RequestParam(required = false)
          @Nullable String wait,
      @Parameter(description = "As it was after its event of this number.")
          @RequestParam(required = false)
          @Nullable Long seq,
      @Parameter(description = "As it was known then; ISO 8601 with offset.")
          @RequestParam(required = false)
          @Nullable Instant at) {
    if (id.length() > LONGEST_ID) {
      throw Filter.invalid("An id may have " + LONGEST_ID + " characters");
    }
    String demanded = token == null ? tokenHeader : token;
    Duration patience = Wait.of(wait, PATIENCE);
    ObjectAnswer answer =
        seq != null || at != null
            ? past(type, id, seq, at)
            : reader.read(type, id, demand(demanded, type, id, patience));
    return ResponseEntity.ok().eTag("\"" + answer.object().seq() + "\"").body(answer);
  }

  private Demand demand(@Nullable String token, String type, String id, Duration patience) {
    if (token == null) {
      return Demand.none();
    }
    ObjectToken known = ObjectToken.of(token, type, id);
    return new Demand(known.seq(), known.decidedAt(), clock.instant().plus(patience));
  }

  private ObjectAnswer past(String type, String id, @Nullable Long seq, @Nullable Instant at) {
    if (seq != null && at != null) {
      throw Filter.invalid("One of seq and at can be given");
    }
    Optional<ObjectView> was =
        seq != null ? past.at(type, id, seq) : past.at(type, id, Objects.requireNonNull(at));
    ObjectView state = was.orElseThrow(() -> ObjectReader.absent(type, id));
    return ObjectReader.answer(state, "events");
  }
}
