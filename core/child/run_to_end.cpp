#include "core/child/run_to_end.hpp"

#include "core/child/child.hpp"
#include "core/child/written.hpp"

#include <array>
#include <poll.h>
#include <utility>

#include <fmt/format.h>

namespace loopscope::child {
namespace {

constexpr std::chrono::milliseconds kLookForStop{50};
constexpr std::size_t kMostWritten = 16U << 20;

}  // namespace

Ended run_to_end(Launch launch, std::chrono::seconds patience, const std::atomic<bool>& stop) {
    launch.input = Null{};
    launch.output = Pipe{};
    launch.error = LikeOutput{};
    Child child(launch);
    Written written(std::move(child.output), kMostWritten);
    const auto deadline = std::chrono::steady_clock::now() + patience;
    bool ended = false, late = false;
    while (!ended && !late && !stop) {
        std::array<pollfd, 2> fds{{{child.end_descriptor(), POLLIN, 0}, {written.descriptor(), POLLIN, 0}}};
        poll(fds.data(), fds.size(), static_cast<int>(kLookForStop.count()));
        if (fds[1].revents != 0) written.read();
        ended = fds[0].revents != 0;
        late = std::chrono::steady_clock::now() > deadline;
    }
    if (late || stop) child.send(SIGKILL);
    const Exit exit = child.end_all();
    written.read_rest();
    return {late ? fmt::format("it took longer than {} s", patience.count()) : exit.text(),
            std::string(written.text())};
}

}  // namespace loopscope::child
