// A progress file of any bytes.
#include "app/progress/json.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace loopscope::app::progress;
    const auto progress = from_json({reinterpret_cast<const char*>(data), size});
    // What was understood is understood again.
    if (progress && !from_json(to_json(*progress))) __builtin_trap();
    return 0;
}
