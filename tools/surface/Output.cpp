//===- Output.cpp - Sorted, one symbol per line ---------------------------===//

#include "Symbol.h"
#include <algorithm>
#include <tuple>

using namespace ascendify::surface;

static std::string get(const Object &O, const char *Key) {
  auto It = O.find(Key);
  return It != O.end() && It->is_string() ? It->get<std::string>() : std::string();
}

/// Drops \p Part from every string of \p O.
static void leaveOut(Object &O, const std::string &Part) {
  if (O.is_string()) {
    std::string S = O;
    for (size_t At; (At = S.find(Part)) != std::string::npos;)
      S.erase(At, Part.size());
    O = S;
  } else if (O.is_structured()) {
    for (Object &Child : O)
      leaveOut(Child, Part);
  }
}

std::string ascendify::surface::print(const Options &O, Result R) {
  std::vector<Object> &Symbols = R.Symbols;
  struct Line {
    std::string Name, Kind, Text, Identity;
  };
  std::vector<Line> Lines;
  if (!O.InlineNamespace.empty())
    for (Object &S : Symbols)
      leaveOut(S, O.InlineNamespace + "::");
  for (const Object &S : Symbols) {
    // The same declaration may stand in several headers: the first in order wins.
    Object Identity = S;
    Identity.erase("header");
    Lines.push_back({get(S, "name"), get(S, "kind"), S.dump(), Identity.dump()});
  }
  std::sort(Lines.begin(), Lines.end(), [](const Line &A, const Line &B) {
    return std::tie(A.Name, A.Kind, A.Identity, A.Text) <
           std::tie(B.Name, B.Kind, B.Identity, B.Text);
  });
  Lines.erase(std::unique(Lines.begin(), Lines.end(),
                          [](const Line &A, const Line &B) {
                            return A.Name == B.Name && A.Identity == B.Identity;
                          }),
              Lines.end());

  Object Head = {{"schema", "ascendify-surface"}, {"version", 1},
                 {"platform", O.Platform},        {"library", O.Library},
                 {"release", O.Release},          {"source", O.Source}};
  std::string Out = "{";
  for (auto &[Key, Value] : Head.items())
    Out += Object(Key).dump() + ":" + Value.dump() + ",";
  Out += "\n\"headers\":[";
  for (size_t I = 0; I != R.Headers.size(); ++I)
    Out += (I ? ",\n" : "\n") + R.Headers[I].dump();
  Out += "\n],\n\"symbols\":[";
  for (size_t I = 0; I != Lines.size(); ++I)
    Out += (I ? ",\n" : "\n") + Lines[I].Text;
  return Out + "\n]}\n";
}
