#include "app/tests/support/desk.hpp"
#include "core/base/read_file.hpp"
#include "core/tests/support/deck_folder.hpp"

#include <filesystem>

#include <gtest/gtest.h>

namespace loopscope::app {
namespace {

using test::Desk;

controller::ControllerOptions saving_to(const std::string& folder) {
    controller::ControllerOptions options;
    options.save_folder = folder;
    return options;
}

TEST(SaveOutput, WritesAllThatWasPrintedIntoAFileOfItsOwn) {
    const loopscope::test::DeckFolder folder;
    Desk desk({1600, 900}, saving_to(folder.path()));
    EXPECT_FALSE(desk.controller->activate("output/save")) << "nothing has been printed yet";
    ASSERT_TRUE(desk.run_to_end());
    std::string expected;
    const auto& run = desk.session().timeline();
    for (std::size_t i = 0; i < run.output_count(); ++i)
        expected += run.tables().string(run.output(i).text) + "\n";
    // Wherever the playhead is.
    for (int i = 0; i < 4; ++i) desk.controller->activate("transport/back");
    desk.frame();
    EXPECT_TRUE(desk.click("output/save"));
    const std::string first = folder.path("two-tasks-output.txt");
    EXPECT_EQ(read_file(first).value(), expected);
    EXPECT_EQ(desk.state().notices.back().text, "What was printed is in " + first);

    desk.key(input::Key::S, true);
    EXPECT_EQ(read_file(folder.path("two-tasks-output-2.txt")).value(), expected);
}

TEST(SaveOutput, IsToldWhereItCannotBeWritten) {
    Desk desk({1600, 900}, saving_to("/proc"));
    ASSERT_TRUE(desk.run_to_end());
    desk.controller->activate("output/save");
    EXPECT_TRUE(desk.state().notices.back().trouble);
    EXPECT_TRUE(
        desk.state().notices.back().text.starts_with("/proc/two-tasks-output.txt can't be written: "));
}

TEST(SaveOutput, IsNotOfferedWhereThereIsNoFolderForIt) {
    Desk desk;
    ASSERT_TRUE(desk.run_to_end());
    EXPECT_EQ(desk.hot("output/save"), nullptr);
    EXPECT_FALSE(desk.controller->activate("output/save"));
}

}  // namespace
}  // namespace loopscope::app
