//===- Pages.cpp - the pages of findings ----------------------------------===//
//
// A page begins with its id as heading and one sentence; a paragraph `**Flags** …` says
// what is flagged. test/report/sarif.test holds every page to that.
//
//===----------------------------------------------------------------------===//
#include "Driver/Pages.h"
#include "Classify/Classify.h"
#include "Support/File.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

namespace ascendify {

std::vector<std::string> findingIds(const std::string &share) {
  std::vector<std::string> ids;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator it(share + "/docs/findings", error), end;
       it != end && !error; it.increment(error))
    if (llvm::StringRef(it->path()).ends_with(".md"))
      ids.push_back(llvm::sys::path::stem(it->path()).str());
  llvm::sort(ids);
  return ids;
}

llvm::Expected<std::string> findingPage(const std::string &share, const std::string &id) {
  return readFile(share + "/docs/findings/" + id + ".md");
}

void addRules(Audit &audit, const std::string &share) {
  std::vector<std::string> paged = findingIds(share), ids = paged;
  for (const Finding &f : audit.Findings)
    ids.push_back(f.Id);
  llvm::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::string published =
      llvm::sys::Process::GetEnv("ASCENDIFY_PAGES_URL").value_or(ASCENDIFY_PAGES_URL);
  audit.Rules.clear();
  for (const std::string &id : ids) {
    Rule rule;
    rule.Id = id;
    std::tie(rule.Level, rule.Kind) = usualJudgement(id);
    if (llvm::binary_search(paged, id)) {
      if (llvm::Expected<std::string> page = findingPage(share, id))
        rule.Page = std::move(*page);
      else
        llvm::consumeError(page.takeError()); // a report without the page is better than none
      if (!published.empty())
        rule.Link = llvm::StringRef(published).rtrim('/').str() + "/" + id + ".md";
    }
    for (llvm::StringRef line : llvm::split(rule.Page, '\n')) {
      line = line.trim();
      if (line.consume_front("**Flags**"))
        rule.Flags = "Flags" + line.str();
      else if (rule.Summary.empty() && !line.empty() && !line.starts_with("#"))
        rule.Summary = line.str();
    }
    // An id that only an overlay uses has no page.
    if (rule.Summary.empty())
      rule.Summary = id;
    audit.Rules.push_back(std::move(rule));
  }
}

} // namespace ascendify
