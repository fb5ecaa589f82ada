#include "core/async/io/pipe.hpp"

#include "core/async/io/stream_core.hpp"

#include <memory>
#include <utility>

namespace loopscope::async::detail {
namespace {

std::shared_ptr<StreamCore> core_for(Descriptor end, const std::string& name) {
    auto core = std::make_shared<StreamCore>(name, name);
    uv_pipe_init(core->loop.uv(), core->as<uv_pipe_t>(), 0);
    core->opened();
    // Who is at the other end is not of this program.
    core->outside = true;
    const int error = uv_pipe_open(core->as<uv_pipe_t>(), end.get());
    if (error != 0) {
        core->close();
        throw IoError(error, name);
    }
    [[maybe_unused]] const int handed_over = end.release();
    core->opened();
    return core;
}

struct LastWrite {
    uv_write_t request{};
    std::shared_ptr<StreamCore> core;
    std::string data;
};

}  // namespace

ByteStream open_pipe(Descriptor end, const std::string& name) {
    return ByteStream{core_for(std::move(end), name)};
}

ByteStream write_and_close(Descriptor end, const std::string& name, std::string data) {
    const auto core = core_for(std::move(end), name);
    ByteStream stream{core};
    auto last = std::make_unique<LastWrite>(LastWrite{{}, core, std::move(data)});
    const uv_buf_t buffer = uv_buf_init(last->data.data(), static_cast<unsigned>(last->data.size()));
    last->request.data = last.get();
    const int error =
        uv_write(&last->request, core->as<uv_stream_t>(), &buffer, 1, [](uv_write_t* done, int) {
            const std::unique_ptr<LastWrite> self{static_cast<LastWrite*>(done->data)};
            self->core->close();
        });
    if (error != 0) {
        stream.close();
        return stream;
    }
    [[maybe_unused]] const auto* owned_by_libuv = last.release();
    core->loop.watch_changed();
    return stream;
}

}  // namespace loopscope::async::detail
