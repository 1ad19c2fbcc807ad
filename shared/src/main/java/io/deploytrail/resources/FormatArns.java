package io.deploytrail.resources;

import io.deploytrail.resources.ResourceType.TypePart.Stem;
import io.deploytrail.resources.TypeArns.Extent;
import io.deploytrail.resources.TypeArns.MeantArn;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The ARNs of one format that a call means: those that it gives, and those that its names make.
final class FormatArns {
  /// More names than these are written as a star.
  private static final int MOST = 100;

  private final ArnFormat format;
  private final CallArns call;
  private final boolean isMade;

  /// The resources of this format that the call gives by ARN or URL.
  private final List<Resource> given;

  /// By variable: what the call's names say of it, beside what is given.
  private final Map<Stem, List<String>> texts = new LinkedHashMap<>();

  private boolean isNamed;
  private boolean isHostile;

  FormatArns(ArnFormat format, CallArns call, boolean isMade) {
    this.format = format;
    this.call = call;
    this.isMade = isMade;
    given = call.resources().stream().filter(this::isGiven).toList();
    isHostile = given.stream().anyMatch(each -> ArnTexts.isWild(each.arn().toString()));
    for (var variable : format.variables()) {
      var isOwn = variable.stem().equals(format.type().own());
      var all = isOwn ? own(variable) : around(variable);
      isNamed |= isOwn && (isHostile || !all.isEmpty());
      texts.put(variable, isMade && isChosenByAws(variable) ? List.of() : all);
    }
  }

  TypeArns arns() {
    var any = format.any(call.call());
    if (isHostile) {
      var pattern = new MeantArn(any.toString(), any.toString());
      return new TypeArns(List.of(pattern), isNamed || !given.isEmpty(), Extent.HOSTILE);
    }
    var arns = new LinkedHashSet<MeantArn>();
    for (var resource : given) {
      var arn = resource.arn();
      var pattern = arn.with(any.resource());
      add(isMade ? arn.with(withoutIds(arn)) : arn, pattern, arns);
    }
    if (given.isEmpty() || isNamed) {
      named().forEach(resource -> add(any.with(resource), any, arns));
    }
    return new TypeArns(List.copyOf(arns), isNamed || !given.isEmpty(), extent(any));
  }

  private void add(Arn arn, Arn pattern, Set<MeantArn> arns) {
    for (var ending : ArnTexts.endings(arn, call.call())) {
      arns.add(new MeantArn(arn + ending, pattern.toString()));
    }
  }

  private Extent extent(Arn any) {
    if (isMade && texts.keySet().stream().anyMatch(this::isChosenByAws)) {
      return Extent.MADE;
    }
    var areAllKnown =
        texts.values().stream().noneMatch(List::isEmpty)
            && texts.values().stream().filter(each -> each.size() > 1).count() <= 1;
    if (areAllKnown || (!given.isEmpty() && !isNamed)) {
      return Extent.WHOLE;
    }
    return named().equals(List.of(any.resource())) ? Extent.TYPE : Extent.PART;
  }

  /// The last parts of the ARNs that the names make. Of several variables with several texts it is
  /// not known which belong together.
  private List<String> named() {
    var several = texts.keySet().stream().filter(each -> of(each).size() > 1).toList();
    if (several.size() != 1) {
      return List.of(format.resource(this::only));
    }
    var one = several.getFirst();
    return of(one).stream()
        .map(text -> format.resource(each -> each.equals(one) ? Optional.of(text) : only(each)))
        .toList();
  }

  private Optional<String> only(Stem variable) {
    return of(variable).size() == 1 ? Optional.of(of(variable).getFirst()) : Optional.empty();
  }

  private List<String> of(Stem variable) {
    return texts.getOrDefault(variable, List.of());
  }

  /// What names say of the resource itself, but the names of such that ARNs give.
  private List<String> own(Stem variable) {
    var known = new HashSet<String>();
    for (var resource : call.resources()) {
      if (resource.arn().service().equals(format.service()) && resource.isOf(format.type().own())) {
        known.addAll(resource.names());
      }
    }
    var own = Set.copyOf(List.of(format.type().own(), format.type().name()));
    return texts(variable, name -> !known.contains(name.text()) && mayName(name, true, own));
  }

  /// What ARNs and names say of a thing that holds the resource.
  private List<String> around(Stem variable) {
    var all = new LinkedHashSet<String>();
    for (var resource : call.resources()) {
      if (resource.arn().service().equals(format.service())) {
        resource.ownName(variable.stem()).filter(each -> !isWild(each)).ifPresent(all::add);
      }
    }
    var stems = Set.of(variable.stem());
    all.addAll(texts(variable, name -> mayName(name, false, stems)));
    return List.copyOf(all);
  }

  private boolean mayName(NamingText name, boolean isOwn, Set<String> stems) {
    return name.mayName(format, isOwn, stems, call.service());
  }

  private List<String> texts(Stem variable, Predicate<NamingText> isNaming) {
    var all = new LinkedHashSet<String>();
    for (var name : call.names()) {
      if (isNaming.test(name) && !ArnTexts.areUnlike(format, variable, name)) {
        if (isWild(name.text())) {
          return List.of();
        }
        all.addAll(ArnTexts.of(format, variable, name.text()));
      }
    }
    return all.size() > MOST ? List.of() : List.copyOf(all);
  }

  private boolean isWild(String text) {
    var isWild = ArnTexts.isWild(text);
    isHostile |= isWild;
    return isWild;
  }

  private boolean isChosenByAws(Stem variable) {
    return ArnTexts.isChosenByAws(format, variable.variable());
  }

  /// The last part of the ARN of what the call made, with stars for the ids.
  private String withoutIds(Arn arn) {
    var read = new HashMap<String, ArrayDeque<String>>();
    format
        .type()
        .read(arn.resource())
        .ifPresent(each -> each.forEach((stem, all) -> read.put(stem, new ArrayDeque<>(all))));
    return format.resource(variable -> {
      var text = Optional.ofNullable(read.get(variable.stem())).map(ArrayDeque::poll);
      return isChosenByAws(variable) ? Optional.empty() : text.map(this::asChosen);
    });
  }

  private String asChosen(String text) {
    return format.service().equals("secretsmanager") ? ArnTexts.withAnyEnd(text) : text;
  }

  private boolean isGiven(Resource resource) {
    return resource.type().filter(type -> type.parts().equals(format.type().parts())).isPresent()
        && format.fits(resource.arn());
  }
}
