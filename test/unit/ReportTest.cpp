//===- ReportTest.cpp - what no small program makes a report say ----------===//
#include "Report/Report.h"
#include "Support/Json.h"
#include "llvm/Support/Error.h"
#include <gtest/gtest.h>

using namespace ascendify;

namespace {

Audit auditWith(Finding f) {
  Audit audit;
  audit.Tool = "1.2.3";
  audit.Profiles = {"p"};
  audit.Styles = {"native"};
  audit.Files = {{}, {}};
  audit.Files[0].Path = "a b.cu";
  audit.Files[0].Seen = Tier::Parsed;
  audit.Files[1].Path = "k.cu";
  audit.Files[1].Seen = Tier::Lexed;
  audit.Findings = {std::move(f)};
  return audit;
}

Json resultOf(const Audit &audit) {
  llvm::Expected<Json> log = parseJson(findFormat("sarif")->Render(audit, {}), "log");
  EXPECT_TRUE(bool(log));
  return log ? (*log)["runs"][0]["results"][0] : Json();
}

Finding finding(std::string message) {
  Finding f;
  f.Id = "some-id";
  f.Message = std::move(message);
  f.Place = {"a b.cu", 10, 2, 3};
  f.Length = 4;
  f.Fingerprint = "0123456789abcdef";
  return f;
}

} // namespace

TEST(Sarif, RelatedPlacesHaveNumbersAndNotes) {
  Finding f = finding("m");
  f.Related = {{{"k.cu", 0, 7, 1}, "the kernel"}, {{"/usr/x.h", 0, 1, 1}, ""}};
  Json related = resultOf(auditWith(f))["relatedLocations"];
  ASSERT_EQ(related.size(), 2u);
  EXPECT_EQ(related[0]["id"], 1);
  EXPECT_EQ(related[0]["message"]["text"], "the kernel");
  EXPECT_EQ(related[0]["physicalLocation"]["artifactLocation"]["index"], 1);
  EXPECT_EQ(related[0]["physicalLocation"]["region"]["startLine"], 7);
  EXPECT_FALSE(related[1].contains("message"));
  // Outside the root: absolute, without a base and no artifact of the run.
  EXPECT_EQ(related[1]["physicalLocation"]["artifactLocation"], Json({{"uri", "file:///usr/x.h"}}));
}

TEST(Sarif, MessagesHaveNoPlaceholdersAndNoLinks) {
  Finding f = finding("'a[0](x)' is {0}");
  f.Advice = "use b.";
  EXPECT_EQ(resultOf(auditWith(f))["message"]["text"], "'a[0\\](x)' is {{0}}. Instead: use b.");
}

TEST(Sarif, ColumnsAreUtf16WhereTheyDiffer) {
  Finding f = finding("m");
  Audit audit = auditWith(f);
  EXPECT_EQ(resultOf(audit)["locations"][0]["physicalLocation"]["region"],
            Json({{"startLine", 2}, {"startColumn", 3}, {"endColumn", 7}}));
  audit.Utf16Columns[f.Place] = 2;
  EXPECT_EQ(resultOf(audit)["locations"][0]["physicalLocation"]["region"],
            Json({{"startLine", 2}, {"startColumn", 2}, {"endColumn", 6}}));
}

TEST(Text, VerboseShowsRelatedPlaces) {
  Finding f = finding("message");
  f.Related = {{{"k.cu", 0, 7, 1}, "the kernel"}};
  Audit audit = auditWith(f);
  audit.Seen.CudaFiles = audit.Seen.Files = 1;
  audit.ByOutcome.resize(1);
  ReportOptions options;
  std::string shortText = findFormat("text")->Render(audit, options);
  options.Verbose = true;
  std::string longText = findFormat("text")->Render(audit, options);
  EXPECT_EQ(shortText.find("the kernel"), std::string::npos);
  EXPECT_NE(longText.find("k.cu:7:1: the kernel"), std::string::npos);
}
