#include "core/trace/tables.hpp"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::trace {
namespace {

TEST(Tables, SameTextAndSamePlaceHaveOneNumber) {
    Tables tables;
    EXPECT_EQ(tables.intern("task 1"), tables.intern(std::string{"task 1"}));
    EXPECT_NE(tables.intern("task 1"), tables.intern("task 2"));
    EXPECT_EQ(tables.intern(""), 0U);
    EXPECT_EQ(tables.string(tables.intern("task 2")), "task 2");
    EXPECT_EQ(tables.string(12345), "");

    const auto place = [&] { return tables.intern(CallSite::here()); };
    EXPECT_EQ(place(), place());
    EXPECT_EQ(tables.site(999).line, 0U);
}

TEST(Tables, KnowWholePathsAndShowTheirEnds) {
    Tables tables;
    const SiteId here = tables.intern(CallSite::here());
    EXPECT_EQ(tables.site(here).file, __FILE__);
    EXPECT_EQ(tables.shown_file(here), "tables_test.cpp");
    EXPECT_EQ(tables.shown_file(0), "");
    EXPECT_EQ(tables.shown_file(999), "");
}

TEST(Tables, TwoFilesOfOneNameStayTwo) {
    Tables tables;
    const SiteId shop = tables.intern(Site{"/home/ann/shop/utils.py", "f", 3});
    EXPECT_EQ(tables.shown_file(shop), "utils.py");
    const SiteId bank = tables.intern(Site{"/home/ann/bank/utils.py", "f", 3});

    EXPECT_NE(shop, bank);
    EXPECT_EQ(tables.shown_file(shop), "shop/utils.py");
    EXPECT_EQ(tables.shown_file(bank), "bank/utils.py");
    EXPECT_EQ(tables.intern(Site{"/home/ann/bank/utils.py", "f", 3}), bank);
}

TEST(Tables, CutATextThatIsFarTooLongAndSayHowLongItWas) {
    Tables tables;
    std::string text(70'000'000, 'x');
    const std::string& kept = tables.string(tables.store(text));
    EXPECT_LE(kept.size(), kLongestText);
    EXPECT_TRUE(kept.ends_with("xxx... (70000000 bytes in all)"));
    // A character of several bytes goes as a whole.
    text.clear();
    while (text.size() <= kLongestText) text += "\u20ac";
    const std::string& euros = tables.string(tables.store(text));
    EXPECT_EQ((euros.find("...") % 3), 0U);
    EXPECT_EQ(tables.string(tables.intern(std::string(kLongestText, 'y'))).size(), kLongestText);
}

class Notes final : public TableLog {
public:
    void add(std::string_view text) override { all.emplace_back(text); }
    void add(const Site& site) override { all.push_back(site.file); }
    std::vector<std::string> all;
};

TEST(Tables, LogEachEntryOnceInOrder) {
    const auto notes = std::make_shared<Notes>();
    Tables tables{notes};
    tables.intern("one");
    tables.store("two");
    tables.intern("one");
    tables.store("two");
    tables.intern(Site{"a.cpp", "f", 3});
    tables.intern(Site{"a.cpp", "f", 3});
    tables.intern("");
    EXPECT_EQ(notes->all, (std::vector<std::string>{"one", "two", "two", "a.cpp"}));
}

}  // namespace
}  // namespace loopscope::trace
