// What was printed, to be taken away.
#include "app/commands/declare.hpp"
#include "core/base/private_files.hpp"

#include <filesystem>

#include <fmt/format.h>

namespace loopscope::app::commands {
namespace {

namespace fs = std::filesystem;

// "two-tasks-output.txt", or with a number where there is one already.
fs::path free_name(const fs::path& folder, const std::string& id) {
    std::error_code ignored;
    fs::path path = folder / (id + "-output.txt");
    for (int i = 2; fs::exists(path, ignored); ++i) path = folder / fmt::format("{}-output-{}.txt", id, i);
    return path;
}

// All of it, however long its lines are and wherever the playhead is.
std::string printed(const timeline::Timeline& timeline) {
    std::string text;
    for (std::size_t i = 0; i < timeline.output_count(); ++i) {
        text += timeline.tables().string(timeline.output(i).text);
        if (!text.ends_with('\n')) text += '\n';
    }
    return text;
}

void save(Context& c) {
    const fs::path path = free_name(c.save_folder, std::string(c.session.exhibit()->id()));
    const std::error_code error = replace_file(path, printed(c.session.timeline()));
    c.state.notices.push_back(
        error ? Notice{fmt::format("{} can't be written: {}", path.string(), error.message()), true, 0}
              : Notice{fmt::format("What was printed is in {}", path.string()), false, 0});
}

}  // namespace

void declare_output(std::vector<Command>& commands) {
    commands.push_back({.id = "output/save",
                        .group = "Run",
                        .label = "Save what was printed",
                        .tooltip = "Writes all that the program has printed into a text file",
                        .keys = {ctrl(input::Key::S)},
                        .run = save,
                        .enabled = [](const Context& c) {
                            return !c.save_folder.empty() && c.session.exhibit() != nullptr &&
                                   c.session.timeline().output_count() > 0;
                        }});
}

}  // namespace loopscope::app::commands
