#include "core/lessons/program.hpp"
#include "core/lessons/sources.hpp"
#include "core/tests/support/built_in_deck.hpp"
#include "core/tests/support/record.hpp"
#include "core/trace/place.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace loopscope::lessons {
namespace {

using namespace std::chrono_literals;
using test::Recording;
using trace::Kind;
using Lines = std::vector<std::string>;

const Lesson& lesson() {
    return test::two_tasks();
}

Recording play(Mode mode, const std::map<std::string, double>& changes = {}) {
    Values values = lesson().initial_values();
    for (const auto& [name, value] : changes) values[name] = value;
    return test::record(lesson().program(mode, values));
}

Nanos time_of(const Recording& run) {
    return run.events.back().at();
}

TEST(TwoTasks, TakeTwoSecondsOneByOne) {
    const Recording run = play(Mode::Sync);

    EXPECT_EQ(run.timed_output(),
              (Lines{"0.000000 Running task 1", "1.000000 Finished task 1", "1.000000 Running task 2",
                     "2.000000 Finished task 2", "2.000000 Finished in 2.000 s"}));
    EXPECT_EQ(time_of(run), 2s);
}

class AtOnce : public testing::TestWithParam<Mode> {};

TEST_P(AtOnce, TakeOneSecond) {
    const Recording run = play(GetParam());

    EXPECT_EQ(run.timed_output(),
              (Lines{"0.000000 Running task 1", "0.000000 Running task 2", "1.000000 Finished task 1",
                     "1.000000 Finished task 2", "1.000000 Finished in 1.000 s"}));
    EXPECT_EQ(time_of(run), 1s);
}
INSTANTIATE_TEST_SUITE_P(EveryOtherWay, AtOnce, testing::Values(Mode::Async, Mode::Threads, Mode::MtAsync));

TEST(TwoTasks, BlockingTaskHoldsUpTheOtherOnItsLoop) {
    const Recording run = play(Mode::Async, {{"wait", 1}});

    EXPECT_EQ(run.timed_output(),
              (Lines{"0.000000 Running task 1", "1.000000 Finished task 1", "1.000000 Running task 2",
                     "2.000000 Finished task 2", "2.000000 Finished in 2.000 s"}));
    EXPECT_EQ(run.of(Kind::LoopBlocked).size(), 1U);
}

TEST(TwoTasks, BlockingTaskHoldsUpNobodyOnAnotherLoop) {
    EXPECT_EQ(time_of(play(Mode::MtAsync, {{"wait", 1}})), 1s);
}

TEST(TwoTasks, WorkOnOneThreadDoesNotOverlapButWaitingDoes) {
    EXPECT_EQ(time_of(play(Mode::Sync, {{"work", 500}})), 3s);
    EXPECT_EQ(time_of(play(Mode::Async, {{"work", 500}})), 2s);
    EXPECT_EQ(time_of(play(Mode::Threads, {{"work", 500}})), 1500ms);
    EXPECT_EQ(time_of(play(Mode::MtAsync, {{"work", 500}})), 1500ms);
}

TEST(TwoTasks, TwoHundredTasksStillTakeASecond) {
    for (const Mode mode : {Mode::Async, Mode::Threads, Mode::MtAsync}) {
        const Recording run = play(mode, {{"tasks", 200}});
        EXPECT_EQ(time_of(run), 1s) << mode_word(mode);
        EXPECT_EQ(run.output().size(), 401U) << mode_word(mode);
    }
}

TEST(TwoTasks, ListingIsTheCodeThatRuns) {
    for (const Mode mode : kModes) {
        const Listing& listing = lesson().listings.at(mode);
        ASSERT_FALSE(listing.lines.empty());
        const Recording run = play(mode);
        for (const trace::Event& e : run.of(Kind::Output)) {
            if (e.task == 0) continue;
            const trace::Site& site = run.tables->site(trace::site_of(e));
            EXPECT_TRUE(trace::means_file(listing.file, site.file)) << site.file;
            ASSERT_GE(site.line, listing.first_line) << mode_word(mode);
            ASSERT_LT(site.line - listing.first_line, listing.lines.size()) << mode_word(mode);
            EXPECT_NE(listing.lines[site.line - listing.first_line].find("print("), std::string::npos);
        }
    }
}

TEST(Listing, LosesItsTagsAndKeepsItsLineNumbers) {
    const Listing cpp = listing(our_source("two_tasks.cpp"), "async"),
                  python = listing(our_source("two_tasks.py"), "async");
    for (const Listing& each : {cpp, python}) {
        ASSERT_FALSE(each.lines.empty()) << each.file;
        ASSERT_EQ(each.tags.size(), each.lines.size());
        for (const std::string& line : each.lines) EXPECT_EQ(line.find('~'), std::string::npos) << line;
    }
    const std::set<std::string> ours(cpp.tags.begin(), cpp.tags.end()),
        theirs(python.tags.begin(), python.tags.end());
    EXPECT_EQ(ours, theirs);
    EXPECT_TRUE(listing(our_source("two_tasks.py"), "no such part").lines.empty());
    EXPECT_TRUE(listing(our_source("no_such_file.cpp"), "async").lines.empty());
}

TEST(Programs, AreFoundByNameAndInOrder) {
    EXPECT_TRUE(std::ranges::is_sorted(all_programs(), {}, &Program::name));
    ASSERT_NE(find_program("two_tasks"), nullptr);
    EXPECT_EQ(find_program("two_tasks")->name, "two_tasks");
    EXPECT_EQ(find_program("two tasks"), nullptr);
}

// With varied code, each option has a listing of its own or the one of the mode.
void expect_listings(const Program& program, Mode mode, const std::string& file) {
    const std::string word(mode_word(mode));
    if (!listing(our_source(file), word).lines.empty()) return;
    const auto varied = std::ranges::find(program.parameters, program.varied_by, &Parameter::name);
    ASSERT_NE(varied, program.parameters.end()) << file << " has no part [" << word << "]";
    for (const std::string& option : varied->options) {
        EXPECT_FALSE(listing(our_source(file), word + " " + option).lines.empty())
            << file << " has no part [" << word << " " << option << "]";
    }
}

TEST(Programs, HaveAListingInBothLanguagesForEachMode) {
    for (const Program& program : all_programs()) {
        EXPECT_FALSE(program.about.empty()) << program.name;
        EXPECT_FALSE(program.modes.empty()) << program.name;
        for (const Mode mode : program.modes) {
            expect_listings(program, mode, program.name + ".cpp");
            expect_listings(program, mode, program.name + ".py");
        }
    }
}

TEST(Lesson, ParsesParametersAndSaysWhatIsWrong) {
    EXPECT_EQ(lesson().parse("tasks", "7").value(), 7.0);
    EXPECT_EQ(lesson().parse("wait", "block").value(), 1.0);
    EXPECT_EQ(lesson().parse("seconds", "0.5").value(), 0.5);

    EXPECT_EQ(lesson().parse("tasks", "0").error().message(),
              "tasks can't be \"0\" (give a number from 1 to 200)");
    EXPECT_FALSE(lesson().parse("tasks", "2.5").ok());
    EXPECT_FALSE(lesson().parse("tasks", "two").ok());
    EXPECT_FALSE(lesson().parse("tasks", "nan").ok());
    EXPECT_EQ(lesson().parse("wait", "7").error().message(),
              "wait can't be \"7\" (choose one of: await, block)");
    EXPECT_EQ(lesson().parse("colour", "1").error().message(),
              "the lesson \"two-tasks\" has no parameter \"colour\" (it has: tasks, seconds, wait, work)");
}

TEST(Mode, WordsGoBothWays) {
    for (const Mode mode : kModes) EXPECT_EQ(mode_from_word(mode_word(mode)).value(), mode);
    EXPECT_FALSE(mode_from_word("fast").ok());
}

}  // namespace
}  // namespace loopscope::lessons
