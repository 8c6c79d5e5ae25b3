package io.millrace.service.object;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.service.search.Deleted;
import io.millrace.service.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Links over HTTP. */
@Tag(name = "Links", description = "How objects are linked, from either end.")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class LinkController {
  private static final String FILTER =
      "property:op:value on the link's own properties, as of objects; all must hold for one link.";
  private static final String DELETED = "true: with links that were removed; only: those alone.";

  private final LinkSearch search;
  private final LinkFallback fallback;
  private final LinkEnds ends;

  LinkController(LinkSearch search, LinkFallback fallback, LinkEnds ends) {
    this.search = search;
    this.fallback = fallback;
    this.ends = ends;
  }

  @Operation(operationId = "listLinks", summary = "List the links of an object, of all types")
  @GetMapping("/objects/{type}/{id}/links")
  LinkView.Listing links(
      @PathVariable String type,
      @PathVariable String id,
      @Parameter(description = DELETED) @RequestParam(defaultValue = "false") Deleted deleted,
      Paging paging) {
    List<LinkEnds.End> all = ends.of(type);
    return all.isEmpty()
        ? new LinkView.Listing(0, List.of(), LinkSearch.INDEX)
        : of(type, id, all, List.of(), deleted, paging);
  }

  @Operation(operationId = "listLinksByName", summary = "List the links of an object, of one name")
  @GetMapping("/objects/{type}/{id}/links/{name}")
  LinkView.Listing links(
      @PathVariable String type,
      @PathVariable String id,
      @Parameter(description = "What the ontology calls them from this type.") @PathVariable
          String name,
      @Parameter(description = FILTER) @RequestParam(required = false)
          @Nullable List<String> filter,
      @Parameter(description = DELETED) @RequestParam(defaultValue = "false") Deleted deleted,
      Paging paging) {
    List<LinkEnds.End> all = ends.of(type);
    List<LinkEnds.End> named = all.stream().filter(end -> end.name().equals(name)).toList();
    if (named.isEmpty()) {
      List<String> known = all.stream().map(LinkEnds.End::name).sorted().toList();
      throw new ProblemException(
          ProblemCode.NOT_FOUND,
          "The ontology has no link '" + name + "' of " + type + "; known are " + known);
    }
    return of(type, id, named, Filter.parse(filter), deleted, paging);
  }

  private LinkView.Listing of(
      String type,
      String id,
      List<LinkEnds.End> of,
      List<Filter> filters,
      Deleted deleted,
      Paging paging) {
    try {
      return search.of(type, id, of, filters, deleted, paging);
    } catch (ProblemException e) {
      if (e.code() != ProblemCode.UNAVAILABLE || !filters.isEmpty()) {
        throw e;
      }
      return fallback.of(type, id, of, deleted, paging);
    }
  }

  @Operation(operationId = "searchLinks", summary = "Search the links of a type")
  @GetMapping("/links/{linkType}")
  LinkView.Listing ofType(
      @PathVariable String linkType,
      @Parameter(description = FILTER) @RequestParam(required = false)
          @Nullable List<String> filter,
      @Parameter(description = DELETED) @RequestParam(defaultValue = "false") Deleted deleted,
      Paging paging) {
    if (!ends.has(linkType)) {
      throw new ProblemException(
          ProblemCode.NOT_FOUND, "The ontology has no link type '" + linkType + "'");
    }
    return search.of(linkType, Filter.parse(filter), deleted, paging);
  }
}
